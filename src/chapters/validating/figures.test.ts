import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { paysFrom } from "./figure-often.ts";
import { figures } from "./figures.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const run = (params: Partial<Params> = {}) => experiment({ ...defaults, ...params }, 13, quietTask);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { share: 0 },
    { kind: "late", share: 1 },
    { kind: "recoded", rules: "reviewed" },
    { kind: "duplicates", share: 1, stopAbove: 0.01 },
    { kind: "concept", reference: 200, slack: 0, hold: 0 },
    { kind: "renamed", share: 1 },
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
  it("of the threads: held one by one, stopped together, not there, or nothing wrong", async () => {
    expect(say("strip", await run())).toMatch(/The gate holds \d+ of these \(\d+(\.\d)? %\) and no good row/);
    expect(say("strip", await run({ kind: "recoded", share: 1 }))).toContain("The whole batch is stopped");
    expect(say("strip", await run({ kind: "late" }))).toContain("not come");
    expect(say("strip", await run({ share: 0 }))).toContain("none of them broken");
  });

  it("of the days", async () => {
    expect(say("days", await run({ kind: "sign" }))).toContain("no batch is stopped");
    expect(say("days", await run({ share: 0 }))).toContain("no row is touched");
  });

  it("of what rules see: the review adds what it asks for, and the invisible is named", async () => {
    const sentence = say("caught", await run());
    expect(sentence).toMatch(/Only the reviewed rules hold .*a slipped decimal point/);
    expect(sentence).toContain("no rule holds hours of another time zone, customers robbed more often");
    expect(say("caught", await run({ share: 0 }))).toContain("none is held");
  });
});

describe("from how many broken days on a gate pays", () => {
  const gate = (healthy: number, total: number) => ({ healthy, total }) as never;
  it("is the share at which both cost the same, 0 for one that costs nothing when all is well, null where it never pays", () => {
    expect(paysFrom(gate(50, 50), gate(0, 150))).toBeCloseTo(1 / 3, 12);
    expect(paysFrom(gate(0, 20), gate(0, 150))).toBe(0);
    expect(paysFrom(gate(1, 200), gate(0, 150))).toBe(null);
  });
});
