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
    { share: 0 },
    { share: 0.05, from: 14 },
    { share: 0.8, risk: 8, from: 0 },
    { risk: 1 },
    { model: "retrained" },
    { model: "recalibrated", risk: 8 },
    { model: "with-cohort", share: 0 },
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
        expect(plot.marks!.length, id).toBeGreaterThan(2);
      }
      for (const need of figure.needs) expect(result).toHaveProperty(need);
    }
  });
});

describe("the sentences follow the data", () => {
  it("of the fraud rates", async () => {
    expect(say("fraud-rate", await run({ risk: 8 }))).toMatch(/times as many\.$/);
    expect(say("fraud-rate", await run({ risk: 1 }))).toContain("may be chance");
    expect(say("fraud-rate", await run({ share: 0 }))).toContain("nobody new");
  });

  it("of the monitored features: all silent, or those that ring by name", async () => {
    const result = await run();
    const silent = result.monitored.map((one) => ({ ...one, rings: false }));
    expect(say("monitored", { ...result, monitored: silent })).toContain("All 9 features are silent");
    const ringing = silent.map((one) => ({ ...one, rings: one.feature === "amount" }));
    expect(say("monitored", { ...result, monitored: ringing })).toContain("1 of 9 features rings, “amount”");
  });

  it("of the weeks, with the repair and without", async () => {
    expect(say("expected", await run())).not.toContain("repaired");
    expect(say("expected", await run({ model: "recalibrated" }))).toContain("repaired");
    expect(say("recall", await run({ model: "recalibrated" }))).toContain("after the repair");
    expect(say("precision", await run())).toMatch(/^Precision is \d/);
  });

  it("of the parts and of the four answers", async () => {
    const result = await run();
    const { mix } = result;
    expect(say("mix", result)).toContain("add up exactly");
    expect(say("mix", { ...result, mix: { ...mix!, mix: -0.01 } })).toContain("−1.00 points");
    expect(say("repairs", result)).toContain("recalibrated by cohort");
    expect(say("repairs", await run({ share: 0 }))).toContain("nothing to repair");
  });
});
