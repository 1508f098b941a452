import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";

const defaults = { ...defaultsOf(chapter.params), size: 4000, rounds: 3 } as unknown as Params;
const run = (params: Partial<Params> = {}) =>
  experiment({ ...defaults, ...params }, chapter.seed, quietTask as never);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { learn: "explore" },
    { learn: "weigh", explore: 0.5, slots: 0.8 },
    { bold: 0 },
    { bold: 0.8, block: 0.1 },
    { block: 0.005, rounds: 8 },
    { window: "all" },
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
  it("of what was never labelled", async () => {
    const none = await run();
    expect(none.unseen.bins.reduce((sum, bin) => sum + bin.blocked, 0)).toBe(none.unseen.blockedFrauds);
    expect(say("unseen", none)).toContain(`${none.unseen.blockedFrauds} of them fraud`);
    expect(say("unseen", none)).toContain("knows best");
    expect(say("unseen", await run({ learn: "weigh", explore: 0.5 }))).toContain("went through, and taught");
  });

  it("of measured and true precision", async () => {
    const result = await run();
    const gaps = result.rounds.slice(1).map(({ precision }) => precision.truth! - precision.seen.value!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(say("precision", result)).toContain(`part by ${Math.round(100 * mean)} points on average`);
    expect(say("recall", result)).toContain("recall");
  });

  it("of the cost", async () => {
    const { cost } = await run();
    expect(say("cost", { cost } as Result)).toContain(
      `Learning nothing costs ${Math.round(cost[0]!.total).toLocaleString("en-GB")}`,
    );
    const dear = cost.map((point, i) => ({ ...point, total: 1000 + 100 * i }));
    expect(say("cost", { cost: dear } as unknown as Result)).toContain("every share let through costs more");
  });

  it("of the shop", async () => {
    const [nothing, weigh] = [await run(), await run({ learn: "weigh" })];
    const most = nothing.ribbons.reduce((a, b) => (b.shares.at(-1)! > a.shares.at(-1)! ? b : a));
    expect(say("ribbons", nothing)).toContain(`ends with ${Math.round(100 * most.shares.at(-1)!)}`);
    expect(say("ribbons", weigh)).toContain("; 0 of 40 items end with less than a fifth");
    expect(say("gini", nothing)).toContain(`to ${nothing.shop.gini.at(-1)!.toFixed(2)}`);
    expect(say("clicks", nothing)).toMatch(/up by \d+ %/);
  });
});
