import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import { MISMATCHES } from "../../core/faults/serving-skew.ts";
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
    ...MISMATCHES.map((mismatch) => ({ mismatch })),
    { share: 0 },
    { share: 0.05, from: 14, mismatch: "missing-rule" },
    { share: 0.5, mismatch: "scaling" },
    { pipeline: "once", mismatch: "time-zone" },
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
  it("of the pairs: the cause in words, or that all is equal", async () => {
    expect(say("parity", await run())).toContain("a constant factor of 100");
    expect(say("parity", await run({ mismatch: "scaling" }))).toContain("another scale");
    expect(say("parity", await run({ mismatch: "codes" }))).toContain("codes that changed places");
    expect(say("parity", await run({ mismatch: "time-zone" }))).toContain("a shift by −5");
    expect(say("parity", await run({ mismatch: "stale-cache" }))).toContain("one refresh old");
    expect(say("parity", await run({ mismatch: "missing-rule" }))).toContain("filled with 0");
    expect(say("parity", await run({ pipeline: "once" }))).toContain("every mark lies on the dashed line");
  });

  it("of the days: more stopped, fewer stopped, or nothing to see", async () => {
    expect(say("days", await run())).toContain("far more than it should");
    expect(say("days", await run({ mismatch: "scaling" }))).toContain("far fewer than it should");
    expect(say("days", await run({ mismatch: "codes" }))).toContain("nothing to see here");
    expect(say("days", await run({ share: 0 }))).toContain("served as trained");
  });

  it("of where the pipelines disagree", async () => {
    expect(say("heat", await run({ from: 9 }))).toContain("from day 9 on the amount");
    expect(say("heat", await run({ share: 0 }))).toContain("equal in every row");
  });

  it("of the overview: the cause of all six, what none sees, and nothing where nothing is served", async () => {
    const result = await run();
    expect(say("shapes", result)).toContain("all six");
    expect(say("matrix", result)).toContain("no distribution test notices a stale cache");
    const none = await run({ share: 0 });
    expect(say("shapes", none)).toContain("equal values alone");
    expect(say("matrix", none)).toContain("nothing rings");
    expect(say("outcomes", none)).toContain("with each of the mismatches the same");
  });

  it("of the roll-out", async () => {
    const { rollout } = await run();
    const of = (at: number) => rollout.find(({ share }) => share === at)!.rocAuc;
    const atHalf = (of(0) - of(0.5)) / (of(0) - of(1));
    expect(atHalf).toBeGreaterThan(0.75);
    expect(say("rollout", { rollout } as Result)).toMatch(
      atHalf > 1.03 ? /half of the way costs more/ : /at half of the traffic/,
    );
    expect(
      say("rollout", {
        rollout: [0, 0.5, 1].map((share) => ({ share, rocAuc: 0.8 - 0.1 * share, stopped: 0 })),
      } as unknown as Result),
    ).toContain("in proportion");
  });
});
