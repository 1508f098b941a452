import { beforeAll, describe, expect, it } from "vitest";
import { unpack } from "../../core/matrix/pack.ts";
import { stored } from "../../core/matrix/stored.ts";
import { loadPlot, theme } from "../shared/plot.ts";
import { figures } from "./figures.ts";
import type { Result } from "./result.ts";
import { firstSeeds, summaryOf } from "./summary.ts";

/** What the figures read of a result, without running any service. */
function resultOf(strength: number, seeds: number, watch: "usual" | "cover"): Result {
  const { usual, cover, ...parts } = summaryOf(firstSeeds(unpack(stored, strength), seeds), stored.seeds);
  return { ...parts, watched: watch === "cover" ? cover : usual } as unknown as Result;
}

beforeAll(async () => {
  await loadPlot();
});

describe("every figure", () => {
  const corners = [
    [0.6, 30, "usual"],
    [0.2, 5, "usual"],
    [0.2, 30, "cover"],
    [1, 100, "cover"],
    [1, 5, "usual"],
  ] as const;
  it.each(corners)(
    "has a sentence, rows and one height a width at strength %d, %d seeds, %s",
    (...corner) => {
      const result = resultOf(...corner);
      for (const [id, figure] of Object.entries(figures))
        for (const width of [260, 342, 560, 760]) {
          const { summary, table, plot } = figure.draw(result, width, theme);
          expect(summary, id).toMatch(/^[A-Z0-9].*\.$/);
          expect(summary, id).not.toMatch(/NaN|undefined|null|Infinity/);
          if (result.numbers.seen > 0 || id !== "cover") expect(table.rows.length, id).toBeGreaterThan(0);
          for (const row of table.rows)
            for (const { key } of table.columns) expect(row, `${id} lacks ${key}`).toHaveProperty(key);
          expect(plot.marks!.length, id).toBeGreaterThan(2);
          for (const need of figure.needs) expect(result).toHaveProperty(need);
        }
    },
  );
});

describe("the sentences follow the data", () => {
  const say = (id: string, result: Result) => figures[id]!.draw(result, 700, theme).summary;
  const result = resultOf(0.6, 30, "usual");

  it("of the families: whether some failure is seen by none", () => {
    const seen = result.hidden.map((one) => ({ ...one, seenBy: 1 }));
    expect(say("families", { ...result, hidden: seen })).toContain("Every failure is seen");
    const blind = seen.map((one, at) => (at === 0 ? { ...one, seenBy: 0 } : one));
    expect(say("families", { ...result, hidden: blind })).toContain(
      `No family sees ${result.hidden[0]!.name.toLowerCase()}`,
    );
  });

  it("of the cover: how many see how many, or that nothing is certain", () => {
    expect(say("cover", result)).toContain(`see ${result.numbers.seen} of ${result.numbers.failures}`);
    expect(say("cover", { ...result, grown: [] })).toContain("no detector sees anything for certain");
  });

  it("of the set that is watched: its names, what it sees, what it costs", () => {
    const sentence = say("watched", result);
    for (const name of result.watched.detectors) expect(sentence).toContain(name);
    expect(sentence).toContain(`see ${result.watched.seen} of`);
  });
});
