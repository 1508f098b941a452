import { beforeAll, describe, expect, it } from "vitest";
import { once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const defaults = { ...defaultsOf(chapter.params), size: 20000 } as unknown as Params;
const run = once((params: Partial<Params>) =>
  experiment({ ...defaults, ...params }, chapter.seed, quietTask),
);
const young: Partial<Params> = { day: 14, delay: 720, maturityWindow: 42, reading: "mature" };
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { reading: "mature" },
    { reading: "weighted" },
    young,
    { day: 15, delay: 24, reading: "weighted" },
    { day: 63, never: 0.5, maturityWindow: 0, reading: "mature" },
    { wave: 1, delay: 480 },
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
  it("of the newest week", async () => {
    expect(say("rates", await run())).toMatch(/% of its fraud is not reported yet/);
    expect(say("rates", await run({ reading: "weighted" }))).toContain(
      "weighted by the chance to have arrived",
    );
    expect(say("rates", await run({ reading: "mature" }))).toContain("The newest mature week is week 4");
    expect(say("rates", await run(young))).toContain("nothing is said yet");
  });

  it("of the triangle", async () => {
    expect(say("triangle", await run())).toContain("5 of 5 weeks rose");
    expect(say("triangle", await run(young))).toContain("No week has been read again");
  });

  it("of a curve that is too hopeful on an early day", async () => {
    expect(say("maturity", await run())).not.toContain("had no time to show");
    expect(say("maturity", await run(young))).toContain("had no time to show");
  });

  it("of delays that cannot be told", async () => {
    expect(say("delays", await run(young))).toContain("No delay can be told");
  });
});
