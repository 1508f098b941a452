import { beforeAll, describe, expect, it } from "vitest";
import type { Task } from "../../core/contracts.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const quiet: Task<Result> = { progress() {}, publish() {}, async breathe() {} };
const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const run = (params: Partial<Params> = {}) => experiment({ ...defaults, ...params }, chapter.seed, quiet);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { treatment: "mean" },
    { treatment: "reason" },
    { newUsers: 0 },
    { newUsers: 0.6, risk: 3, intensity: 1 },
    { intensity: 0 },
    { outageHours: 0 },
    { outageFrom: 2, outageHours: 1 },
    { outageFrom: 22, outageHours: 12 },
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
  it("of what silence looks like in training", async () => {
    expect(say("rates", await run())).toContain("written as 0 EUR");
    expect(say("rates", await run())).toContain("silence looks safe");
    expect(say("rates", await run({ risk: 3 }))).toContain("silence looks dangerous");
    expect(say("rates", await run({ treatment: "reason" }))).toMatch(/rows that have no average are fraud/);
  });

  it("of the hours", async () => {
    const fallen = await run({ intensity: 1 });
    const missed = fallen.hours
      .filter((block) => block.outageHours > 0)
      .reduce((sum, block) => sum + block.caughtTwin - block.caught, 0);
    expect(missed).toBeGreaterThan(0);
    expect(say("hours", fallen)).toContain(`it would have caught ${missed} more`);
    expect(say("hours", await run({ outageHours: 0 }))).toContain("the two lines are one");
  });

  it("of the scores", async () => {
    expect(say("scores", await run({ intensity: 1 }))).toContain("the same people look safer");
    expect(say("scores", await run({ intensity: 1, risk: 3 }))).toContain("look more dangerous");
    expect(say("scores", await run({ intensity: 0 }))).not.toContain("nothing about them changed");
  });

  it("of where the average is silent", async () => {
    expect(say("cells", await run())).toContain("that silence is not “new”");
    expect(say("cells", await run({ intensity: 0 }))).toContain("at all hours alike");
  });

  it("of the treatments", async () => {
    const result = await run({ intensity: 1 });
    const percent = Math.round(100 * result.numbers.fallZero);
    expect(say("outcomes", result)).toContain(`zero loses ${percent}\u00a0% of what it would have caught`);
    expect(say("outcomes", await run({ intensity: 0 }))).toContain("Nothing is lost");
  });
});
