import { beforeAll, describe, expect, it } from "vitest";
import { once } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params } from "./experiment.ts";
import { figures } from "./figures.ts";
import { onPage } from "./on-page.ts";
import { panelsOf } from "./panels.ts";
import { sayDay } from "./words.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
/** The result with what the page works out, as its figures get it. */
const run = once(async (params: Partial<Params>) => {
  const all = { ...defaults, ...params };
  const result = await experiment(all, chapter.seed, quietTask);
  return { ...result, ...onPage.work(result as never, all) } as never;
});
const say = (id: string, result: never) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { failure: "concept-drift-sudden" },
    { fromDay: 42, failure: "slow-dependency", wakes: "all" },
    { strength: 0, reads: "matured" },
    {
      recallLine: 0.8,
      precisionLine: 1,
      accuracyLine: 1,
      resultLine: 3500,
      driftLine: 0.01,
      latencyLine: 20,
    },
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

describe("the dashboard", () => {
  it("shows on a day nothing of the days after it", async () => {
    const result = await run({ wakes: "all" });
    const { judged } = result as { judged: never };
    for (const today of [0, 6, 20, 48])
      for (const panel of panelsOf(result, judged, today)) {
        expect(panel.rang.length).toBe(today + 1);
        for (const line of panel.lines) expect(line.values.length, `${panel.id} ${line.id}`).toBe(today + 1);
      }
  });

  it("says the day in a sentence, and tells the truth only when asked", async () => {
    const result = await run();
    const { judged } = result as { judged: never };
    const panels = panelsOf(result, judged, 34);
    expect(sayDay(34, panels, false, true)).toMatch(/^Day 34: recall reads 0\.\d\d; .*ring/);
    expect(sayDay(34, panels, true, true)).toMatch(/and was 0\.\d\d;/);
    expect(sayDay(34, panels, false, false)).not.toContain("ring");
    expect(sayDay(2, panelsOf(result, judged, 2), true, true)).toContain("too early");
  });
});

describe("the sentences follow the data", () => {
  it("of the trade-off: what wakes somebody for nothing, and what it sleeps through", async () => {
    expect(say("tradeoff", await run())).toMatch(/ \d+ of 28\u00a0days of failure pass/);
    expect(say("tradeoff", await run({ wakes: "all" }))).toContain("none of 28\u00a0days of failure pass");
  });

  it("of the delays: who rings first", async () => {
    expect(say("delays", await run())).toContain("Drift score rings first, on the very day");
    expect(say("delays", await run({ failure: "concept-drift-sudden" }))).not.toContain(
      "Drift score rings first",
    );
  });

  it("of the estimate: near where inputs changed, too good where their meaning did", async () => {
    expect(say("estimate", await run({ failure: "concept-drift-sudden" }))).toContain("too good");
  });
});
