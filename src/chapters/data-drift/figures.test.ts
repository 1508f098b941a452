import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const quiet: Task<Result> = quietTask;
const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const run = (params: Partial<Params> = {}) => experiment({ ...defaults, ...params }, chapter.seed, quiet);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { inflation: 0, newMethod: 0, habits: 0, tiny: 0 },
    { inflation: 1, newMethod: 0.6, habits: 0.8, answer: "retrained" },
    { mean: 3, spread: 0.25, n: 20, answer: "deflated" },
    { mean: -3, spread: 4, shape: "heavy", n: 100000 },
    { mean: 0, shape: "peaks", n: 20 },
  ];
  it.each(corners)("has a sentence, rows and one height a width at %o", async (corner) => {
    const result = await run(corner);
    for (const [id, figure] of Object.entries(figures)) {
      for (const width of [260, 342, 560, 760]) {
        const { summary, table, plot } = figure.draw(result, width, theme);
        expect(summary, id).toMatch(/^[A-Z0-9“].*\.$/);
        expect(summary, id).not.toMatch(/NaN|undefined|null|Infinity/);
        expect(table.rows.length, id).toBeGreaterThan(0);
        for (const row of table.rows)
          for (const { key } of table.columns) expect(row, `${id} lacks ${key}`).toHaveProperty(key);
        expect(plot.marks!.length, id).toBeGreaterThan(2);
      }
      for (const need of figure.needs) expect(result).toHaveProperty(need);
    }
  });
});

describe("the sentences follow the data", () => {
  it("of the two samples", async () => {
    expect(say("ecdf", await run())).toMatch(/^The largest gap is 0\.\d+, at the value/);
    expect(say("bins", await run({ mean: 3 }))).toContain("bin 10 adds most");
    expect(say("bins", await run({ mean: -3 }))).toContain("bin 1 adds most");
  });

  it("of the trap", async () => {
    expect(say("trap-p", await run({ tiny: 0.1 }))).toContain("“significant” from");
    expect(say("trap-p", await run({ tiny: 0 }))).toContain("Nothing is shifted");
    const { trap } = await run();
    expect(say("trap-p", { ...(await run()), trap: { ...trap, from: null } })).toContain("never becomes");
  });

  it("of the drift and of the damage", async () => {
    const result = await run();
    expect(say("drift", result)).toContain("“payment method” moved farthest");
    expect(say("damage", result)).toContain("“new device” moved by");
    const calm = await run({ inflation: 0, newMethod: 0, habits: 0 });
    expect(say("damage", calm)).toBe("Nothing moved, and nothing was harmed.");
    const only = result.damage.map((one) => ({ ...one, stopped: one.feature === "payment_method" ? 4 : 0 }));
    expect(say("damage", { ...result, damage: only })).toContain("harms most: 4.0 more");
  });

  it("of the amounts, deflated where that is the answer", async () => {
    expect(say("amounts", await run())).not.toContain("divided");
    expect(say("amounts", await run({ answer: "deflated" }))).toContain("divided by the rise of the prices");
  });

  it("of the rules", async () => {
    const result = await run();
    expect(say("false-alarms", result)).toMatch(/^(All 4|\d of the 4) tests ring/);
    expect(say("power-spread", result)).toContain("Mann–Whitney in");
    expect(say("answers", result)).toMatch(/^Training stopped \d+\.\d of 1,000/);
  });
});
