import type { Finding } from "../../core/contracts.ts";
import { figure, percent, pValueText, quoted, sayCannotTell, span } from "../../core/detectors/findings.ts";
import { readNumbers } from "../../core/detectors/shared/read.ts";
import { REASONS } from "../../core/detectors/shared/words.ts";
import { calibrationErrorOf } from "../../core/metrics/calibration-error.ts";
import { rankGroups } from "../../core/metrics/ranked.ts";
import { chiSquareSurvival, normalTwoSided } from "../../core/stats/distributions.ts";
import { sortedCopy } from "../../core/stats/order.ts";
import { leastEffect } from "../power.ts";
import type { Prepared } from "../prepare.ts";
import { type FileCheck, finding } from "./file-check.ts";
import { matureLabels } from "./mature.ts";
import { promised } from "./ranking-quality.ts";
import { ownerOf } from "./split-quality.ts";

const LEAST = 100;
/** Rows of each outcome that either window must have. */
const LEAST_OUTCOMES = 10;
const BINS = 10;
const ALPHA = 0.01;
/** A change below a fifth of the older label rate, or of 5 points where that is less, is let pass. */
const SHARE = 0.2;
const POINTS = 0.05;

type Scored = { scores: Float64Array; labels: Uint8Array; owner: Int32Array | null; young: number };
type Bins = {
  weight: Float64Array;
  residual: Float64Array;
  variance: Float64Array;
  /** The variance of the mean residual under these weights of the bins. */
  varianceOfMean(weights: Float64Array): number;
};

/**
 * Whether a score still means what it meant: in ten bins of the score (edges by the rows of both windows) the label rate less
 * the mean score, newer window against older one, with variances that count the rows of one entity together. Two tests share
 * the level: the mean change weighted by the newer rows, and chi-square over the bins, which sees changes that cancel out.
 * It rings at p < 0.01 where the mean change reaches a fifth of the older label rate (5 points at most), or the expected
 * calibration error rose by as much with its interval above the older value. Bins keep a mere change of mix out of it.
 * Only labels old enough count, where a column says when labels became known.
 * Source: Cox (1958), Biometrika 45, and Spiegelhalter (1986), Statistics in Medicine 5, for observed less expected.
 */
export const calibrationOverTime: FileCheck = {
  id: "calibration-over-time",
  name: "Calibration now and then",
  summary: "What the score promises against what came, in the older and the newer window.",
  run(prepared, _order, { windows, current }) {
    const score = prepared.roles.score?.[0];
    const tell = (reason: string, facts = {}) => [
      { columns: [], finding: finding({ verdict: "cannot-tell", reason, facts }) },
    ];
    if (score === undefined) return tell("no-score");
    if (prepared.label === null) return tell("no-label");
    if (windows.current === null) return tell("no-current");
    const missing = [score, prepared.label].find((name) => !windows.current!.columns.has(name));
    if (missing !== undefined) return tell("no-such-column", { column: missing });
    const older = scoredRows(prepared, windows.referenceRows, score);
    const newer = scoredRows(current ?? prepared, windows.currentRows, score);
    if (older === null || newer === null) return tell("no-score");
    const isProbability = ({ scores }: Scored) => scores.every((value) => value >= 0 && value <= 1);
    if (!isProbability(older) || !isProbability(newer)) return tell("score-not-probability");
    for (const { labels } of [older, newer]) {
      if (labels.length < LEAST) return tell("too-few-rows", { rows: labels.length, needed: LEAST });
      const positives = labels.reduce((sum, label) => sum + label, 0);
      const fewer = Math.min(positives, labels.length - positives);
      if (fewer < LEAST_OUTCOMES) return tell("too-few-positives", { rows: fewer, needed: LEAST_OUTCOMES });
    }
    return [{ columns: [score, prepared.label], finding: compare(older, newer) }];
  },
  say(found, columns) {
    if (found.verdict === "cannot-tell") return sayCannotTell(found, columns, REASONS);
    const f = found.facts;
    const rarer = found.effect < 0;
    const [low, high] = rarer ? [-found.interval![1], -found.interval![0]] : found.interval!;
    const window = (name: string) =>
      `${percent(Number(f[`${name}Mean`]))} where ${percent(Number(f[`${name}Rate`]))} came`;
    const numbers = `${quoted(columns.slice(0, 1))} promised ${window("older")} in the older rows, and ${window("newer")} in the newer`;
    const change = `score for score the outcome is ${figure(100 * Math.abs(found.effect))} points ${rarer ? "rarer" : "more frequent"} than it was (${span(100 * low, 100 * high)}; ${pValueText(found.pValue!)})`;
    const errors = `expected calibration error ${percent(Number(f.olderError))} then, ${percent(Number(f.newerError))} now (${percent(Number(f.newerErrorLow))} to ${percent(Number(f.newerErrorHigh))})`;
    const young =
      Number(f.young) > 0
        ? ` ${figure(Number(f.young))} rows too young for their label to be trusted are left out.`
        : "";
    if (found.verdict === "rings")
      return `The score no longer means what it meant: ${numbers}; ${change}; ${errors}.${young}`;
    return `The score means what it meant, as far as can be told: ${numbers}; ${errors} (${pValueText(found.pValue!)}; a change of ${figure(100 * Number(f.visible))} points would have been seen nine times in ten).${young}`;
  },
};

/** The rows of a window that have a score and a label to be trusted; null without a column of scores. */
function scoredRows(prepared: Prepared, rows: Uint32Array | null, name: string): Scored | null {
  const column = prepared.table.columns.get(name);
  const known = matureLabels(prepared);
  if (column?.kind !== "number" || known === null) return null;
  const values = readNumbers(column);
  const owner = ownerOf(prepared.roles.entity?.[0], prepared.table);
  const count = rows?.length ?? prepared.table.rows;
  const kept = new Uint32Array(count);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i]!;
    if (known.labels[row]! >= 0 && Number.isFinite(values[row]!)) kept[size++] = row;
  }
  const scored = {
    scores: new Float64Array(size),
    labels: new Uint8Array(size),
    owner: owner && new Int32Array(size),
    young: known.young,
  };
  for (let i = 0; i < size; i++) {
    const row = kept[i]!;
    scored.scores[i] = values[row]!;
    scored.labels[i] = known.labels[row]!;
    if (scored.owner) scored.owner[i] = owner![row]!;
  }
  return scored;
}

function compare(older: Scored, newer: Scored): Finding {
  const all = new Float64Array(older.scores.length + newer.scores.length);
  all.set(older.scores);
  all.set(newer.scores, older.scores.length);
  const sorted = sortedCopy(all);
  const edges: number[] = [];
  for (let k = 1; k < BINS; k++) {
    const edge = sorted[Math.floor((k * sorted.length) / BINS)]!;
    if (edge > (edges.at(-1) ?? sorted[0]!)) edges.push(edge);
  }
  const [before, now] = [binned(older, edges), binned(newer, edges)];
  let change = 0;
  const used = new Float64Array(edges.length + 1);
  let chiSquare = 0;
  let bins = 0;
  let shared = 0;
  for (let b = 0; b <= edges.length; b++) {
    const spread = before.variance[b]! + now.variance[b]!;
    if (!(spread > 0)) continue;
    const gap = now.residual[b]! - before.residual[b]!;
    change += now.weight[b]! * gap;
    used[b] = now.weight[b]!;
    shared += now.weight[b]!;
    chiSquare += (gap * gap) / spread;
    bins++;
  }
  const error = Math.sqrt(before.varianceOfMean(used) + now.varianceOfMean(used)) / shared;
  change /= shared;
  const pValue =
    bins === 0
      ? 1
      : Math.min(1, 2 * Math.min(normalTwoSided(change / error), chiSquareSurvival(chiSquare, bins)));
  const [then, today] = [promised(older.scores, older.labels), promised(newer.scores, newer.labels)];
  const errors = [older, newer].map(({ scores, labels }) => calibrationErrorOf(rankGroups(scores, labels)));
  const [olderError, newerError] = errors as [(typeof errors)[0], (typeof errors)[0]];
  const margin = Math.min(POINTS, SHARE * Math.min(then.rate, 1 - then.rate));
  const isLarge =
    Math.abs(change) >= margin ||
    (newerError.value - olderError.value >= margin && newerError.interval[0] > olderError.value);
  const rings = isLarge && pValue < ALPHA;
  return finding({
    verdict: rings ? "rings" : "silent",
    reason: rings ? "means-something-else" : isLarge ? "could-be-chance" : "no-difference",
    statistic: newerError.value,
    effect: change,
    interval: [change - 1.96 * error, change + 1.96 * error],
    pValue,
    threshold: margin,
    facts: {
      olderRows: older.labels.length,
      newerRows: newer.labels.length,
      olderMean: then.mean,
      olderRate: then.rate,
      olderLow: then.low,
      olderHigh: then.high,
      newerMean: today.mean,
      newerRate: today.rate,
      newerLow: today.low,
      newerHigh: today.high,
      olderError: olderError.value,
      newerError: newerError.value,
      newerErrorLow: newerError.interval[0],
      newerErrorHigh: newerError.interval[1],
      young: newer.young,
      // Half the level to each of the two tests.
      visible: leastEffect(error, margin, ALPHA / 2),
    },
  });
}

/** Share of the rows, label rate less mean score, and the variance of that, by bin of the score; rows of one entity together. */
function binned({ scores, labels, owner }: Scored, edges: readonly number[]): Bins {
  const count = edges.length + 1;
  const bin = new Uint8Array(scores.length);
  for (let i = 0; i < bin.length; i++) {
    const score = scores[i]!;
    let b = 0;
    while (b < edges.length && score >= edges[b]!) b++;
    bin[i] = b;
  }
  const rows = new Float64Array(count);
  const residual = new Float64Array(count);
  for (let i = 0; i < bin.length; i++) {
    rows[bin[i]!]!++;
    residual[bin[i]!]! += labels[i]! - scores[i]!;
  }
  for (let b = 0; b < count; b++) residual[b]! /= Math.max(rows[b]!, 1);
  // What each entity adds, by bin, in the order in which the pairs of both first come; a row of nobody is an entity of its own.
  const owners = owner === null ? 0 : owner.reduce((most, one) => Math.max(most, one + 1), 0);
  const placeOf = new Int32Array(owners * count).fill(-1);
  const keys: { entity: Int32Array; bin: Uint8Array; sum: Float64Array } = {
    entity: new Int32Array(bin.length),
    bin: new Uint8Array(bin.length),
    sum: new Float64Array(bin.length),
  };
  let used = 0;
  let nobody = owners;
  const plain = new Float64Array(count);
  for (let i = 0; i < bin.length; i++) {
    const b = bin[i]!;
    const rest = labels[i]! - scores[i]! - residual[b]!;
    plain[b]! += rest * rest;
    const isOwned = owner !== null && owner[i]! >= 0;
    let place = isOwned ? placeOf[owner[i]! * count + b]! : -1;
    if (place < 0) {
      place = used++;
      keys.entity[place] = isOwned ? owner[i]! : nobody++;
      keys.bin[place] = b;
      if (isOwned) placeOf[owner[i]! * count + b] = place;
    }
    keys.sum[place]! += rest;
  }
  const squares = new Float64Array(count);
  for (let k = 0; k < used; k++) squares[keys.bin[k]!]! += keys.sum[k]! * keys.sum[k]!;
  // A bin without a case of a rare outcome would seem certain: half a case of spread is added.
  const variance = rows.map((n, b) => (n < 2 ? 0 : (Math.max(squares[b]!, plain[b]!) + 0.5) / (n * n)));
  const varianceOfMean = (weights: Float64Array) => {
    const own = new Float64Array(nobody);
    const order = new Int32Array(used);
    const seen = new Uint8Array(nobody);
    let entities = 0;
    for (let k = 0; k < used; k++) {
      const entity = keys.entity[k]!;
      if (seen[entity] === 0) order[entities++] = entity;
      seen[entity] = 1;
      own[entity]! += (weights[keys.bin[k]!]! * keys.sum[k]!) / rows[keys.bin[k]!]!;
    }
    let together = 0;
    for (let e = 0; e < entities; e++) together += own[order[e]!]! * own[order[e]!]!;
    return Math.max(
      together,
      variance.reduce((sum, v, b) => sum + weights[b]! ** 2 * v, 0),
    );
  };
  return { weight: rows.map((n) => n / bin.length), residual, variance, varianceOfMean };
}
