import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonestReason } from "./commonest.ts";
import { falseAlarmsOf, greedyCover, seenBy } from "./cover.ts";
import { countOf, type Matrix, type Row, shareOf, standingOf } from "./matrix.ts";
import { packCells, unpack } from "./pack.ts";

/** A matrix of failures by detectors from one text a failure: the share of 20 seeds in tenths, one digit a detector. */
function matrixOf(rows: readonly string[], twin: string): Matrix {
  const row = (digits: string): Row => ({
    letters: [...digits].map((digit) => "r".repeat(2 * Number(digit)).padEnd(20, "s")),
    reasons: [...digits].map(() => "shifted"),
  });
  const named = (id: string) => ({ id, name: id, summary: "", chapter: "", family: "who" });
  return {
    seeds: 20,
    failures: rows.map((_, at) => named(`failure ${at}`)),
    detectors: [...twin].map((_, at) => named(`detector ${at}`)),
    rows: rows.map(row),
    twin: row(twin),
  };
}

describe("the count of a cell", () => {
  it("counts rings and what cannot tell, over all seeds or the first ones", () => {
    expect(countOf("rrscs")).toEqual({ seeds: 5, rings: 2, mute: 1 });
    expect(countOf("rrscs", 2)).toEqual({ seeds: 2, rings: 2, mute: 0 });
    expect(countOf("rr", 9).seeds).toBe(2);
  });

  it("gives an interval that holds its share and narrows with the seeds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (rings) => {
        const few = shareOf({ seeds: 20, rings, mute: 0 });
        const many = shareOf({ seeds: 200, rings: 10 * rings, mute: 0 });
        expect(few.low).toBeLessThanOrEqual(few.value);
        expect(few.high).toBeGreaterThanOrEqual(few.value);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });
});

describe("how a detector stands to a failure", () => {
  const of = (rings: number, mute = 0) => ({ seeds: 40, rings, mute });
  it.each([
    ["sees: half of the seeds, and clearly above the twin", of(20), of(0), "sees"],
    ["only hears: one seed fewer than half", of(19), of(0), "hears"],
    ["rings for nothing: as often on the twin", of(40), of(40), "false-alarm"],
    ["rings for nothing: above the twin, yet not clearly", of(22), of(15), "false-alarm"],
    ["is unclear: often, and the twin hardly, but too few seeds", of(8), of(2), "unclear"],
    ["is silent: under a tenth", of(3), of(0), "silent"],
    ["cannot tell: in more than half of the seeds", of(5, 21), of(0), "cannot-tell"],
  ])("%s", (_, broken, twin, standing) => {
    expect(standingOf(broken, twin)).toBe(standing);
  });

  it("is silent where no seed has been tried, on either side", () => {
    const none = { seeds: 0, rings: 0, mute: 0 };
    expect(standingOf(none, of(0))).toBe("silent");
    expect(standingOf(of(40), none)).toBe("silent");
  });
});

describe("the greedy cover", () => {
  it("takes the detector that sees most first, then the one that adds most, and ends when none adds", () => {
    const matrix = matrixOf(["990", "990", "900", "009", "000"], "000");
    const steps = greedyCover(matrix);
    expect(steps.map(({ detector, adds, seen }) => [detector, adds, seen])).toEqual([
      [0, [0, 1, 2], 3],
      [2, [3], 4],
    ]);
  });

  it("takes of equals the one that makes the set ring less for nothing", () => {
    expect(greedyCover(matrixOf(["99", "99"], "20")).map(({ detector }) => detector)).toEqual([1]);
  });

  it("sees whatever any detector sees, and no more", () => {
    const digits = fc.stringMatching(/^[0-9]{5}$/);
    fc.assert(
      fc.property(fc.array(digits, { minLength: 1, maxLength: 8 }), digits, (rows, twin) => {
        const matrix = matrixOf(rows, twin);
        const everybody = matrix.detectors.map((_, at) => at);
        const steps = greedyCover(matrix);
        expect(steps.at(-1)?.seen ?? 0).toBe(seenBy(matrix, everybody).length);
        expect(new Set(steps.map(({ detector }) => detector)).size).toBe(steps.length);
        const set = steps.map(({ detector }) => detector);
        expect(steps.at(-1)?.falseAlarms ?? 0).toBe(falseAlarmsOf(matrix, set));
      }),
    );
  });
});

describe("the packed matrix", () => {
  it("holds one letter for a cell of equal letters, and comes back as it was", () => {
    const letters = ["rrr", "sss", "rsc", "ccc"];
    expect(packCells(letters)).toBe("r s rsc c");
    const row = { cells: packCells(letters), why: [1, 0, 0, 1] };
    const packed = {
      seeds: 3,
      strengths: [0.2, 0.6],
      failures: [],
      detectors: [],
      reasons: ["no-difference", "shifted"],
      twin: row,
      rows: [[row, { ...row, cells: "s s s s" }]],
    };
    expect(unpack(packed, 0.2).rows[0]).toEqual({
      letters,
      reasons: ["shifted", "no-difference", "no-difference", "shifted"],
    });
    expect(unpack(packed, 0.2 + 0.4).rows[0]!.letters).toEqual(["sss", "sss", "sss", "sss"]);
    expect(() => unpack(packed, 0.5)).toThrow("0.5");
  });
});

describe("the commonest reason", () => {
  it("is that of the commonest verdict", () => {
    const said = (letter: string, reason: string) => ({ letter, reason });
    expect(
      commonestReason([
        said("r", "shifted"),
        said("s", "no-difference"),
        said("s", "too-small"),
        said("s", "too-small"),
      ]),
    ).toBe("too-small");
    expect(commonestReason([])).toBe("");
  });
});
