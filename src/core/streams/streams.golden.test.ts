import { describe, expect, it } from "vitest";
import { drawsOf, streamOf } from "../golden/streams.data.ts";
import golden from "../golden/streams.golden.json" with { type: "json" };
import { type Adwin, createAdwin } from "./adwin.ts";
import { type Cusum, createCusum } from "./cusum.ts";
import { createDdm, type Ddm } from "./ddm.ts";
import { createEddm, type Eddm } from "./eddm.ts";
import { createHddmAverage, type HddmAverage } from "./hddm-average.ts";
import { createHddmWeighted, type HddmWeighted } from "./hddm-weighted.ts";
import { createKswin, type Kswin } from "./kswin.ts";
import { createPageHinkley, type PageHinkley } from "./page-hinkley.ts";
import { createPeriodic } from "./periodic.ts";
import { runStream, type Stream } from "./stream.ts";

type Case = {
  detector: string;
  params: Record<string, number | string | boolean>;
  stream: string;
  count: number;
  seed: number;
  drifts: [number, number][];
  warnings: [number, number][];
  states: (number | null)[][];
};
const cases = golden.cases as unknown as Case[];

/** Each detector as streams.py runs it, and its state in the order of that script. */
const made: Record<string, (one: Case) => { stream: Stream; state(): (number | null)[] }> = {
  adwin: ({ params }) => of(createAdwin(params), (s: Adwin) => [s.width, s.total, s.sumOfSquares]),
  ddm: ({ params }) =>
    of(createDdm(params), (s: Ddm) => {
      const best = Number.isFinite(s.best.rate) ? [s.best.rate, s.best.deviation] : [null, null];
      return [s.count, s.rate, ...best];
    }),
  eddm: ({ params }) =>
    of(createEddm(params), (s: Eddm) => [s.count, s.errors, s.meanDistance, s.deviation, s.longest]),
  "hddm-average": ({ params }) =>
    of(createHddmAverage(params), (s: HddmAverage) => [
      s.count,
      s.mean,
      s.lowest.count,
      s.lowest.mean,
      s.highest.count,
      s.highest.mean,
    ]),
  "hddm-weighted": ({ params }) =>
    of(createHddmWeighted(params), (s: HddmWeighted) => [s.mean, s.bound, s.before.mean, s.after.mean]),
  "page-hinkley": ({ params }) =>
    of(createPageHinkley(params), (s: PageHinkley) => [s.count, s.mean, s.rise, s.fall]),
  kswin: ({ params, seed }) => of(createKswin(drawsOf(seed + 500), params), (s: Kswin) => [s.held, s.pValue]),
  cusum: ({ params }) => of(createCusum(params), (s: Cusum) => [s.rise, s.fall]),
  periodic: ({ params }) => of(createPeriodic(params), () => []),
};

function of<S extends Stream>(stream: S, state: (stream: S) => (number | null)[]) {
  return { stream, state: () => state(stream) };
}

/** [3, 4, 5, 9] as [[3, 3], [9, 1]], as the golden file keeps it. */
function runsOf(places: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last && place === last[0] + last[1]) last[1]++;
    else runs.push([place, 1]);
  }
  return runs;
}

/** The largest relative difference of two states; what counts as 0 is below 1e-9 of the largest figure a stream reaches. */
function difference(ours: readonly (number | null)[], theirs: readonly (number | null)[]): number {
  expect(ours.map((v) => v === null)).toEqual(theirs.map((v) => v === null));
  return ours.reduce<number>((worst, v, i) => {
    const [a, b] = [v ?? 0, theirs[i] ?? 0];
    return Math.max(worst, Math.abs(a - b) / Math.max(Math.abs(b), 1e-6));
  }, 0);
}

describe.each(Object.keys(made))("%s", (name) => {
  const own = cases.filter((one) => one.detector === name);

  it("has at least six streams in the golden file, with and without drift", () => {
    expect(own.length).toBeGreaterThanOrEqual(6);
    expect(own.some((one) => one.drifts.length > 0)).toBe(true);
    if (name !== "periodic") expect(own.some((one) => one.drifts.length === 0)).toBe(true);
  });

  it.each(own.map((one) => [`${one.stream} ${one.count} ${JSON.stringify(one.params)}`, one] as const))(
    "rings, warns and counts as river does: %s",
    (_, one) => {
      const { stream, state } = made[name]!(one);
      const values = streamOf(one.stream, one.count, one.seed);
      const drifts: number[] = [];
      const warnings: number[] = [];
      let next = 0;
      for (let i = 0; i < values.length; i++) {
        const signal = stream.update(values[i]!);
        if (signal === "drift") drifts.push(i);
        if (signal === "warning") warnings.push(i);
        const [at, ...theirs] = one.states[next] ?? [-1];
        if (at !== i) continue;
        next++;
        // Before the first test river's p is 0; there is none.
        if (name === "kswin" && theirs[1] === 0) continue;
        expect(difference(state(), theirs), `${state()} against ${theirs} at ${i}`).toBeLessThan(1e-9);
      }
      expect(next).toBe(one.states.length);
      expect(runsOf(drifts)).toEqual(one.drifts);
      expect(runsOf(warnings)).toEqual(one.warnings);
    },
  );
});

describe("ADWIN and the version of its reference", () => {
  it("equals river 0.26.1, not 0.21.2, whose search left out the last bucket of each size", () => {
    expect(golden.versions).toMatchObject({ river: "0.26.1", olderRiver: "0.21.2" });
    const older = (golden.older as unknown as Case[]).find(
      (one) => one.stream === "sudden" && one.count === 3000,
    )!;
    const newer = cases.find((one) => one.detector === "adwin" && one.seed === older.seed)!;
    expect(older.drifts).toEqual([[1727, 1]]);
    expect(newer.drifts).toEqual([[1599, 1]]);
    expect(runStream(createAdwin(), streamOf("sudden", 3000, older.seed)).drifts).toEqual([1599]);
  });
});

describe("CUSUM and the average run lengths of its chart", () => {
  const lengths = golden.runLengths;

  it("has reference lengths that agree with Montgomery's table", () => {
    const two = (threshold: number, shift: number) => {
      const up = lengths.find((one) => one.threshold === threshold && one.shift === shift)!.length;
      return shift === 0 ? up / 2 : up;
    };
    expect(two(4, 0)).toBeCloseTo(168, 0);
    expect(two(5, 0)).toBeCloseTo(465, 0);
    expect(two(4, 1)).toBeCloseTo(8.38, 2);
    expect(two(5, 1)).toBeCloseTo(10.4, 1);
  });
});
