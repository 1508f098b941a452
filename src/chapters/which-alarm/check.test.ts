import { describe, expect, it } from "vitest";
import { expectOwnNumbers, hasPandas, runCheck, runSql } from "../../cli/chapter-tests.ts";
import { unpack } from "../../core/matrix/pack.ts";
import { stored } from "../../core/matrix/stored.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import type { Params } from "./experiment.ts";
import { scenario } from "./scenario.ts";
import { firstSeeds, summaryOf } from "./summary.ts";

const params = defaultsOf(chapter.params) as unknown as Params;

/** The figures of the checks as the page has them. */
function ownNumbers(strength: number): Record<string, number> {
  const { numbers } = summaryOf(firstSeeds(unpack(stored, strength), params.seeds), stored.seeds);
  return {
    failures: numbers.failures,
    seen: numbers.seen,
    blind_spots: numbers.blind,
    usual_seen: numbers.usualSeen,
    usual_false_alarms: numbers.usualFalseAlarms,
    any_false_alarm: numbers.anyFalseAlarm,
    cover_size: numbers.coverSize,
    cover_seen: numbers.coverSeen,
    cover_false_alarms: numbers.coverFalseAlarms,
  };
}

describe("the scenario", () => {
  it("holds a line for every failure and detector, and one for every quiet trial and detector", () => {
    const tables = scenario(params as never, chapter.seed);
    const pairs = stored.failures.length * stored.detectors.length;
    expect(tables["drill.csv"]!.rows).toBe(pairs);
    expect(tables["quiet.csv"]!.rows).toBe(Math.min(params.seeds, stored.seeds) * stored.detectors.length);
  });
});

describe.each([0.2, params.strength])("at strength %d", (strength) => {
  const tables = scenario({ ...params, strength } as never, chapter.seed);

  it.skipIf(!hasPandas)(
    "Python finds the very numbers of the page (skipped where python3 has no pandas; set PYTHON to one that has)",
    async () => {
      expectOwnNumbers(
        await runCheck(chapter, { ...params, strength } as never, tables),
        ownNumbers(strength),
      );
    },
    60_000,
  );

  it("SQL finds them too, but for the set that is found step by step", async () => {
    const own = Object.entries(ownNumbers(strength)).filter(([name]) => !name.startsWith("cover_"));
    expectOwnNumbers(
      await runSql(chapter, { ...params, strength } as never, tables),
      Object.fromEntries(own),
    );
  }, 60_000);
});
