import { beforeAll, describe, expect, it } from "vitest";
import { once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const defaults = { ...defaultsOf(chapter.params), size: 10000 } as unknown as Params;
const run = once((params: Partial<Params>) =>
  experiment({ ...defaults, ...params }, chapter.seed, quietTask),
);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { policy: "triggered", trigger: "eddm", shape: "none", pause: 0 },
    { policy: "scheduled", every: 7, gate: true, labels: "leaked", shape: "recurring" },
    { policy: "scheduled", window: 7, wait: 28, delay: 12, labels: "stand", rollTo: 2, rollFrom: 63 },
    { policy: "never", rollTo: 9, window: 84, wait: 0, delay: 1, price: 5000 },
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
  it("of the versions: how many there are, which did best, what the gate refused, and where one went back", async () => {
    const result = await run();
    expect(say("versions", result)).toContain("Retrained on schedule there are 8 versions");
    const { timeLine } = result;
    const check = {
      day: 40,
      rows: 10,
      frauds: 1,
      challenger: 2,
      champion: 1,
      saved: -1,
      error: 1,
      auc: 0.5,
      keepsPromise: false,
      released: false,
    };
    const lines = timeLine.lines.map((line, i) => (i === 2 ? { ...line, check } : line));
    const gated = { ...result, timeLine: { ...timeLine, lines, gate: true } };
    expect(say("versions", gated)).toContain("the gate refused 1 version of 7");
    const { table } = figures.versions!.draw(gated, 700, theme);
    expect(table.rows[2]!.gate).toBe("refused: broke the promise of its exam");
    const back = { ...result, timeLine: { ...timeLine, roll: { to: 1, from: 63, reached: true } } };
    expect(say("versions", back)).toContain("from day 63 version 1 decides again");
    const far = { ...result, timeLine: { ...timeLine, roll: { to: 9, from: 63, reached: false } } };
    expect(say("versions", far)).toContain("on day 63 there was no version 9 to roll back to");
  });

  it("of the money: who is cheapest", async () => {
    const result = await run();
    const outcomes = result.outcomes.map((one) => ({ ...one, total: one.id === "never" ? 10 : one.total }));
    expect(say("money", { ...result, outcomes })).toMatch(/^Not to retrain at all is cheapest: €\u00a010 /);
    const other = outcomes.map((one) => ({ ...one, total: one.id === "triggered" ? 5 : one.total }));
    expect(say("money", { ...result, outcomes: other })).toMatch(/^To retrain on an alarm is cheapest/);
  });

  it("of the promises: the widest gap, and the honest one beside it", async () => {
    expect(say("promises", await run())).toMatch(
      /^The exam of the leaked join promised 0\.\d\d.*with mature labels/,
    );
  });

  it("of the windows: the best of each world", async () => {
    const result = await run();
    const windows = result.windows.map((one) => ({ ...one, changed: one.window === 14 ? 0.99 : 0.6 }));
    expect(say("windows", { ...result, windows })).toContain(
      "a window of 14\u00a0days does best (ROC AUC 0.99",
    );
    const none = result.windows.map((one) => ({ ...one, quiet: null, changed: null }));
    expect(say("windows", { ...result, windows: none })).toContain("Too few frauds are known");
  });
});
