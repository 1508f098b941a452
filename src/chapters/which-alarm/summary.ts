import { falseAlarmsOf, greedyCover, seenBy } from "../../core/matrix/cover.ts";
import { type Matrix, standings } from "../../core/matrix/matrix.ts";
import { type Packed, packCells } from "../../core/matrix/pack.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import type { Alone, Family, Grown, Hidden, Numbers, Watched } from "./result.ts";

/** What a team that watches for drift usually runs. */
export const USUAL = [
  "kolmogorov-smirnov",
  "population-stability",
  "chi-square",
  "domain-classifier",
] as const;
export const DUMMY = "periodic-dummy";
export const ESTIMATE = "performance-estimate";

/** The families in the order of the pictures. */
export const FAMILIES = {
  "two-samples": "two samples",
  absence: "absence",
  pipelines: "pipelines",
  "without-labels": "without labels",
  who: "who",
  streams: "streams of errors",
  time: "time",
} as const;

/** The first seeds of a stored matrix. */
export function firstSeeds(matrix: Matrix, seeds: number): Matrix {
  const cut = ({ letters, reasons }: Matrix["twin"]) => ({
    letters: letters.map((own) => own.slice(0, seeds)),
    reasons,
  });
  return {
    ...matrix,
    seeds: Math.min(seeds, matrix.seeds),
    twin: cut(matrix.twin),
    rows: matrix.rows.map(cut),
  };
}

/** A matrix at one strength, packed for the page. */
export function packed(matrix: Matrix, strength: number): Packed {
  const all = [matrix.twin, ...matrix.rows].flatMap(({ reasons }) => reasons);
  const reasons = [...new Set(all)];
  const row = ({ letters, reasons: own }: Matrix["twin"]) => ({
    cells: packCells(letters),
    why: own.map((reason) => reasons.indexOf(reason)),
  });
  const { seeds, failures, detectors, twin, rows } = matrix;
  return {
    seeds,
    strengths: [strength],
    failures,
    detectors,
    reasons,
    twin: row(twin),
    rows: rows.map((one) => [row(one)]),
  };
}

export type Summary = {
  families: Family[];
  hidden: Hidden[];
  alone: Alone[];
  grown: Grown[];
  usual: Watched;
  cover: Watched;
  numbers: Numbers;
};

/** All that the figures draw of a matrix. */
export function summaryOf(matrix: Matrix, storedSeeds: number): Summary {
  const { failures, detectors, seeds } = matrix;
  const all = standings(matrix);
  const placesOf = (ids: readonly string[]) =>
    ids.map((id) => detectors.findIndex((one) => one.id === id)).filter((at) => at >= 0);
  const rate = (set: readonly number[]) => {
    const count = falseAlarmsOf(matrix, set);
    const [low, high] = wilsonInterval(count, seeds);
    return { falseAlarms: seeds === 0 ? 0 : count / seeds, low, high };
  };
  const families = Object.entries(FAMILIES).map(([id, name]): Family => {
    const own = detectors.flatMap((one, at) => (one.family === id ? [at] : []));
    return { id, name, detectors: own.length, sees: seenBy(matrix, own), ...rate(own) };
  });
  const hidden = failures.map(({ id, name, chapter }, at): Hidden => {
    const count = (standing: string) => all[at]!.filter((one) => one === standing).length;
    const own = families.flatMap(({ sees }, family) => (sees.includes(at) ? [family] : []));
    return { id, name, chapter, seenBy: count("sees"), heardBy: count("hears"), families: own };
  });
  const alone = bestMarked(
    detectors.map(({ id, name, family }, at) => ({
      id,
      name,
      family,
      sees: all.filter((row) => row[at] === "sees").length,
      ...rate([at]),
    })),
  );
  const steps = greedyCover(matrix);
  const grown = steps.map(({ detector, adds, seen }, i): Grown => {
    const set = steps.slice(0, i + 1).map((step) => step.detector);
    return {
      name: detectors[detector]!.name,
      adds: adds.map((failure) => failures[failure]!.name),
      seen,
      ...rate(set),
    };
  });
  const watched = (id: string, set: readonly number[]): Watched => ({
    id,
    detectors: set.map((at) => detectors[at]!.name),
    seen: seenBy(matrix, set).length,
    ...rate(set),
    failures: failures.map(({ name }, at) => ({
      name,
      seenBy: set.filter((detector) => all[at]![detector] === "sees").map((one) => detectors[one]!.name),
    })),
  });
  const usual = watched("usual", placesOf(USUAL));
  const cover = watched(
    "cover",
    steps.map(({ detector }) => detector),
  );
  const blind = hidden.filter((one) => one.seenBy === 0);
  const seen = failures.length - blind.length;
  const most = alone.reduce((best, one) => (one.sees > best.sees ? one : best));
  const loudest = alone.reduce((best, one) => (one.falseAlarms > best.falseAlarms ? one : best));
  const mostFamily = families.reduce((best, one) => (one.sees.length > best.sees.length ? one : best));
  const half = grown.findIndex((step) => step.seen >= seen / 2);
  const numbers: Numbers = {
    failures: failures.length,
    detectors: detectors.length,
    families: families.length,
    seeds,
    storedSeeds,
    verdicts: (failures.length + 1) * detectors.length * seeds,
    seen,
    blind: blind.length,
    blindNames: listed(blind.map(({ name }) => name)),
    pairsSeen: all.flat().filter((one) => one === "sees").length / Math.max(1, all.flat().length),
    bestName: most.name,
    bestSees: most.sees,
    bestFamily: mostFamily.name,
    bestFamilySees: mostFamily.sees.length,
    usualSeen: usual.seen,
    usualFalseAlarms: usual.falseAlarms,
    usualDetectors: usual.detectors.length,
    coverSize: cover.detectors.length,
    coverSeen: cover.seen,
    coverFalseAlarms: cover.falseAlarms,
    halfSize: half + 1,
    anyFalseAlarm: rate(detectors.map((_, at) => at)).falseAlarms,
    idle: alone.filter((one) => one.sees === 0).length,
    dummySees: alone.find(({ id }) => id === DUMMY)?.sees ?? 0,
    estimateSees: alone.find(({ id }) => id === ESTIMATE)?.sees ?? 0,
    loudestName: loudest.name,
    loudest: loudest.falseAlarms,
    loudestSees: loudest.sees,
  };
  return { families, hidden, alone, grown, usual, cover, numbers };
}

function bestMarked(all: readonly Omit<Alone, "best">[]): Alone[] {
  const beats = (a: Omit<Alone, "best">, b: Omit<Alone, "best">) =>
    a.sees >= b.sees && a.falseAlarms <= b.falseAlarms && (a.sees > b.sees || a.falseAlarms < b.falseAlarms);
  return all.map((one) => ({ ...one, best: one.sees > 0 && !all.some((other) => beats(other, one)) }));
}

/** "a, b and c"; "none" of none. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  if (names.length === 1) return names[0]!;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
