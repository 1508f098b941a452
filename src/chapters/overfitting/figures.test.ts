import { beforeAll, describe, expect, it } from "vitest";
import { quietTask } from "../../cli/run-default.ts";
import { defaultsOf } from "../registry.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import chapter from "./chapter.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { figures } from "./figures.ts";
import { two } from "./words.ts";

const defaults = { ...defaultsOf(chapter.params), size: 6000, trees: 8 } as unknown as Params;
const run = (params: Partial<Params> = {}) => experiment({ ...defaults, ...params }, chapter.seed, quietTask);
const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners: Partial<Params>[] = [
    {},
    { depth: 1 },
    { depth: 10, known: "nothing", noise: 4 },
    { shared: 0, split: "time" },
    { split: "time-customer", depth: 3 },
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
  it("of the splits", async () => {
    const { overlaps } = await run();
    expect(say("splits", await run())).toContain(
      `${Math.round(100 * overlaps[0]!.knownShare)} % of the payments judged on`,
    );
    expect(say("splits", await run({ shared: 0 }))).toContain("at random, 0 % of the payments");
  });

  it("of the promises, at the depth that is set", async () => {
    for (const depth of [2, 5]) {
      const result = await run({ depth });
      const set = result.depths.find((one) => one.depth === depth)!;
      expect(say("promises", result)).toContain(
        `At depth ${depth} the random split promised ${two(set.promise.random.value)} and production gave ${two(set.production.value)}`,
      );
    }
  });

  it("of the models that are chosen", async () => {
    const result = await run();
    const { depth, trees, promise, production } = result.choices[0]!;
    expect(say("choices", result)).toContain(
      `chooses depth ${depth} and ${trees} trees, promises ${two(promise)} and gets ${two(production)}`,
    );
  });

  it("of labels that mean nothing", async () => {
    const result = await run();
    expect(say("meaningless", result)).toContain(
      `the random split promises ${two(result.meaningless[0]!.auc.value)}`,
    );
  });
});
