import { beforeAll, describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { columnOf, missingCount } from "../../core/table/table.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import type { SplitId } from "./result.ts";
import { SIDES, scenario } from "./scenario.ts";
import { SPLITS } from "./splits.ts";

const params = { ...defaultsOf(chapter.params), size: 6000 } as unknown as Params;
const tables = scenario(params as never, chapter.seed);

const AUCS: Readonly<Record<SplitId, "random" | "customer" | "time" | "timeCustomer">> = {
  random: "random",
  customer: "customer",
  time: "time",
  "time-customer": "timeCustomer",
};

/** The numbers that stand on the page. */
function shown({ overlaps, numbers }: Result): Record<string, number> {
  const own: Record<string, number> = { production_auc: numbers.production };
  for (const { split, knownShare, olderShare } of overlaps) {
    const name = split.replace("-", "_");
    own[`${name}_known_share`] = knownShare;
    own[`${name}_older_share`] = olderShare;
    own[`${name}_auc`] = numbers[AUCS[split]];
  }
  return own;
}

let own: Record<string, number>;
beforeAll(async () => {
  own = shown(await experiment(params, chapter.seed, quietTask));
}, 60_000);

describe("the scenario", () => {
  const payments = tables["payments.csv"]!;

  it("holds every payment with what the model reads and the label, and never the truth", () => {
    expect(payments.columns.has("customer_number")).toBe(true);
    expect(payments.columns.has("shop_number")).toBe(true);
    expect(payments.columns.has("is_fraud")).toBe(false);
    expect([...payments.columns.keys()].some((name) => name.endsWith("_known_at"))).toBe(false);
  });

  it("has a score where a payment was judged on, and nowhere else", () => {
    for (const id of SPLITS) {
      const name = id.replace("-", "_");
      const side = columnOf(payments, `side_${name}`);
      if (side.kind !== "category") throw new Error("A side is a category.");
      const judged = side.codes.filter((code) => code === SIDES.indexOf("judged")).length;
      expect(judged).toBeGreaterThan(0);
      const { valid } = columnOf(payments, `score_${name}`);
      expect(payments.rows - missingCount(valid, payments.rows)).toBe(judged);
    }
  });
});

describe("the check in Python", () => {
  it.skipIf(!hasPandas)(
    "finds the very numbers of the page (skipped where python3 has no pandas; set PYTHON to one that has)",
    async () => {
      expectOwnNumbers(await runCheck(chapter, params as never, tables), own);
    },
    120_000,
  );
});

describe("the check in SQL", () => {
  it("finds the very numbers of the page", async () => {
    expectOwnNumbers(await runSql(chapter, params as never, tables), own);
  }, 60_000);
});
