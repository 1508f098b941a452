import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import { BREAKS } from "../../core/faults/broken-feed.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const run = (params: Partial<Params> = {}) => experiment({ ...defaults, ...params }, chapter.seed, quietTask);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    ...BREAKS.map((kind) => ({ kind })),
    ...BREAKS.map((kind) => ({ kind, gate: "shut", share: 1 })),
    { share: 0 },
    { share: 0, gate: "shut", strictness: 0.05 },
    { from: 14, days: 21, kind: "late" },
    { from: 0, days: 3, kind: "duplicates" },
  ];
  it.each(corners)("has a sentence, rows and one height a width at %o", async (corner) => {
    const result = await run(corner);
    for (const [id, figure] of Object.entries(figures)) {
      for (const width of [300, 342, 560, 760, 1016]) {
        const { summary, table, plot } = figure.draw(result, width, theme);
        expect(summary, id).toMatch(/^[A-Z0-9].*\.$/);
        expect(summary, id).not.toMatch(/NaN|undefined|null|Infinity/);
        expect(table.rows.length, id).toBeGreaterThan(0);
        for (const row of table.rows)
          for (const { key } of table.columns) expect(row, `${id} lacks ${key}`).toHaveProperty(key);
        expect(plot.marks!.length, id).toBeGreaterThan(3);
        expect(figure.height(width)).toBeGreaterThan(200);
      }
      for (const need of figure.needs) expect(result).toHaveProperty(need);
    }
  });
});

describe("the sentences follow the data", () => {
  it("of the file: scored like any other, set aside, or not there", async () => {
    expect(say("batch", await run())).toContain("scored like any other");
    expect(say("batch", await run({ gate: "shut" }))).toContain("set aside");
    expect(say("batch", await run({ kind: "late", share: 1 }))).toContain(
      "not there when the batch is scored",
    );
    expect(say("batch", await run({ share: 0 }))).toContain("all are well");
  });

  it("of the file: a missing field is absent in the table, and a wrong one is named", async () => {
    const { table } = figures.batch!.draw(await run({ kind: "missing", share: 1 }), 700, theme);
    expect(table.rows.every((row) => row.c1 === null)).toBe(true);
    const turned = figures.batch!.draw(await run({ share: 1 }), 700, theme).table.rows;
    expect(turned.every((row) => row.wrong === "amount, €" && String(row.c1).startsWith("−"))).toBe(true);
  });

  it("of the days", async () => {
    expect(say("days", await run())).toContain("scored as if nothing were wrong");
    expect(say("days", await run({ gate: "shut", kind: "late" }))).toMatch(/batch(es)? waits? a day/);
    expect(say("days", await run({ share: 0 }))).toContain("all are well");
  });

  it("of the money: also after the feed was mended, and nothing where nothing breaks", async () => {
    expect(say("money", await run({ size: 30000 }))).toContain("after the feed was mended");
    expect(say("money", await run({ share: 0 }))).toContain("Nothing breaks");
  });

  it("of the overview", async () => {
    const result = await run({ size: 30000 });
    expect(say("outcomes", result)).toContain("With the gate open amounts with a turned sign cost most");
    expect(say("matrix", result)).toContain("few of a slipped decimal point and amounts of the row before");
    expect(say("matrix", await run({ share: 0 }))).toContain("nothing rings");
    expect(say("strictness", result)).toContain("This gate turns 0.2 % of the good rows away");
  });
});
