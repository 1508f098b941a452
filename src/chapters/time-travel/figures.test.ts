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
    { policy: "last-finished-batch" },
    { policy: "as-of-event" },
    { delay: 1080, bursts: 0 },
    { delay: 1, bursts: 1 },
    { batch: 0.5 },
    { batch: 12 },
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
        expect(figure.height(width)).toBe(figure.height(width));
      }
      for (const need of figure.needs) expect(result).toHaveProperty(need);
    }
  });
});

describe("the sentences follow the data", () => {
  it("of the areas", async () => {
    const leaking = await run();
    const { offline, production } = leaking.auc[0]!;
    expect(say("auc-by-policy", leaking)).toContain(
      `${offline.value.toFixed(2)} offline becomes ${production.value.toFixed(2)}`,
    );
    const even = { ...leaking, auc: leaking.auc.map((line) => ({ ...line, production: line.offline })) };
    expect(say("auc-by-policy", even)).toContain("little leaks");
  });

  it("of the hours ahead", async () => {
    expect(say("lead", await run())).toContain("the earlier in the day, the further ahead");
    expect(say("lead", await run({ batch: 12 }))).toContain("the rows are honest");
    expect(say("lead", await run({ policy: "last-finished-batch" }))).toContain(
      "No training row reads ahead",
    );
    expect(say("lead", await run({ policy: "as-of-event" }))).toContain("no hour ahead, no hour old");
  });

  it("of the rows and of the one user", async () => {
    const [byDate, asOf] = [await run(), await run({ policy: "as-of-event" })];
    expect(say("rows", byDate)).toMatch(/^\d+ training rows hold more/);
    expect(say("rows", asOf)).toContain("No training row holds more");
    expect(say("timeline", byDate)).toContain(`training rows of ${byDate.timeline!.user}`);
    expect(say("timeline", asOf)).toContain("No row of");
    expect(say("timeline", { ...byDate, timeline: null })).toContain("no case to show");
  });

  it("of what the hours are worth", async () => {
    expect(say("reach", await run())).toContain("hours ahead on average");
    expect(say("reach", await run({ delay: 1080 }))).toContain("looking ahead gains little");
  });
});
