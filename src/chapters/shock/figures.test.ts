import { beforeAll, describe, expect, it } from "vitest";
import type { Task } from "../../core/contracts.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const quiet: Task<Result> = { progress() {}, publish() {}, async breathe() {} };
const defaults = { ...defaultsOf(chapter.params), size: 20000 } as unknown as Params;
const run = (params: Partial<Params> = {}) => experiment({ ...defaults, ...params }, chapter.seed, quiet);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { depth: 0 },
    { depth: 0.01, answer: "fallback" },
    { depth: 0.3, length: 15, recovers: 0 },
    { length: 3, recovers: 1, rule: "none", answer: "retrain-in" },
    { rule: "income-floor", recovers: 0.5, answer: "retrain-without" },
  ];
  it.each(corners)("has a sentence, rows and one height a width at %o", async (corner) => {
    const result = await run(corner);
    for (const [id, figure] of Object.entries(figures)) {
      for (const width of [300, 342, 560, 760]) {
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
  it("of the needles and the defaults", async () => {
    expect(say("seismograph", await run())).toMatch(/come back to/);
    expect(say("seismograph", await run({ recovers: 0 }))).toContain("and stay there");
    expect(say("seismograph", await run({ depth: 0 }))).toContain("No job is lost");
    expect(say("defaults", await run())).toContain("the books said");
    expect(say("defaults", await run({ rule: "none" }))).toContain("say the same");
  });

  it("of shock and drift", async () => {
    expect(say("apart", await run())).toMatch(
      /this world is told as a shock .* lasting from month \d+ on\.$/,
    );
    expect(say("apart", await run({ recovers: 0 }))).toContain("this world is told as lasting");
    expect(say("apart", await run({ depth: 0 }))).toContain("nothing to tell");
  });

  it("of the features and their changes", async () => {
    expect(say("features", await run())).toMatch(/^First to ring is “.*”, in month \d+/);
    expect(say("features", await run({ depth: 0 }))).toContain("what is left is chance");
    expect(say("changes", await run())).toContain("The first change in a feature is found in month");
    expect(say("changes", await run({ depth: 0 }))).toContain("No change is found");
  });

  it("of the models and the money", async () => {
    const result = await run();
    expect(say("models", result)).toContain("the one retrained in the crisis");
    expect(say("gained", result)).toMatch(/By the end the lender who .* against doing nothing/);
    expect(say("money", await run({ answer: "fallback" }))).toContain("falls back, then returns");
  });
});
