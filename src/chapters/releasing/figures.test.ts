import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const defaults = { ...defaultsOf(chapter.params), size: 400 } as unknown as Params;
const run = (params: Partial<Params> = {}) =>
  experiment({ ...defaults, ...params }, chapter.seed, quietTask as never);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { rule: "always-valid", challenger: "better" },
    { rule: "group-sequential", every: 14, alpha: 0.01, challenger: "worse" },
    { rule: "once", alpha: 0.2, challenger: "slow", ramp: true },
    { base: 0.005, effect: 0.1, power: 0.95, challenger: "equal" },
    { decision: "promote", decideOn: 1, lost: 200, guardrails: false },
    { decision: "roll-back", decideOn: 28, lost: 0 },
  ];
  it.each(corners)("has a sentence, rows and one height a width at %o", async (corner) => {
    const result = await run(corner);
    for (const [id, figure] of Object.entries(figures)) {
      for (const width of [260, 342, 560, 760]) {
        const { summary, table, plot } = figure.draw(result, width, theme);
        expect(summary, id).toMatch(/^[A-Z0-9].*\.$/);
        expect(summary, id).not.toMatch(/NaN|undefined|null|Infinity/);
        expect(table.rows.length, id).toBeGreaterThan(0);
        for (const row of table.rows)
          for (const { key } of table.columns) expect(row, `${id} lacks ${key}`).toHaveProperty(key);
        expect(plot.marks!.length, id).toBeGreaterThan(3);
      }
      for (const need of figure.needs) expect(result).toHaveProperty(need);
    }
  });
});

describe("the sentences follow the data", () => {
  it("of the tests of nothing", async () => {
    const [peek, valid] = [await run(), await run({ rule: "always-valid" })];
    expect(say("paths", peek)).toContain(`${peek.paths.winners} of 100 tests`);
    expect(say("paths", valid)).toContain("by the always-valid p-value");
    expect(valid.paths.winners).toBeLessThan(peek.paths.winners);
    expect(say("opening", peek)).toBe(say("opening", valid));
  });

  it("of shadow and of the split", async () => {
    const result = await run();
    expect(say("shadow", result)).toMatch(/^Shadow says that \d of 5/);
    expect(say("split", { ...result, split: { ...result.split, truth: 0.2 } })).not.toContain("is left");
    expect(say("split", result)).toContain("of the effect is left");
  });

  it("of the decision and its price", async () => {
    const mine = await run({ decision: "promote", decideOn: 9, guardrails: false });
    expect(say("trial", mine)).toContain("On day 9 the challenger is promoted (your decision)");
    expect(say("money", mine)).toMatch(/^Promoting on day 9 (cost|saved) € /);
    const lucky = { ...mine, money: { ...mine.money, missed: 0 } };
    expect(say("money", lucky)).toContain("no plain course would have been better");
    expect(say("guards", { ...mine, trial: { ...mine.trial, first: null } })).toContain(
      "None of the 4 guardrails",
    );
  });
});
