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
    { shape: "gradual", days: 21, from: 21 },
    { shape: "recurring", days: 7, from: 7, repair: "all" },
    { delay: 8, reads: "stakes" },
    { delay: 3, repair: "window" },
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
  it("of the map: the middle fraud moves, the model does not", async () => {
    const sentence = say("map", await run());
    expect(sentence).toMatch(/over 32 EUR, accounts over 512 days/);
  });

  it("of the detectors: who finds the change without a false alarm, who finds nothing", async () => {
    const { strip, ...rest } = await run();
    const rungs = strip.rungs.map((rung) => ({ ...rung, alarms: [], kinds: [], delay: null }));
    expect(say("strip", { ...rest, strip: { ...strip, rungs } })).toContain("None of the eight finds");
    const one = { ...rungs[0]!, alarms: [16], kinds: ["found" as const], delay: 2 };
    const found = say("strip", { ...rest, strip: { ...strip, rungs: [one, ...rungs.slice(1)] } });
    expect(found).toContain(
      "Without a false alarm Page–Hinkley (2.0 days) finds the change".replace(" days", "\u00a0days"),
    );
    expect(say("strip", { ...rest, strip: { ...strip, reason: "labels-too-late" } })).toContain(
      "none of them can tell",
    );
  });

  it("of the answers: which window was better, or that nothing was", async () => {
    const result = await run();
    expect(say("answers", result)).toContain("retrained on three weeks");
    const flat = result.answers.map((one) => ({ ...one, auc: result.answers[0]!.auc }));
    expect(say("answers", { ...result, answers: flat })).toContain("left as it is does best");
  });

  it("of the weeks, with the repair and without", async () => {
    expect(say("weeks", await run())).not.toContain("Retrained");
    expect(say("weeks", await run({ repair: "window" }))).toContain("Retrained it reaches");
  });
});
