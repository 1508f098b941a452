import type { Finding } from "../../core/contracts.ts";
import { figure, percent, pValueText, quoted, span } from "../../core/detectors/findings.ts";
import { readGroups, readNumbers } from "../../core/detectors/shared/read.ts";
import { calibrationError } from "../../core/metrics/calibration-error.ts";
import { holm } from "../../core/stats/holm.ts";
import { leastEffect } from "../power.ts";
import { isTraining } from "../windows/windows.ts";
import { type FileCheck, finding } from "./file-check.ts";
import { matureLabels } from "./mature.ts";
import { gapOf, promised, type RankingQuality, rankingQuality } from "./ranking-quality.ts";

/** Rows of each outcome that a part must have. */
const LEAST = 10;
/** A gap that is smaller is let pass, however certain: every model knows its own training rows a little better. */
export const MARGIN = 0.03;
const ALPHA = 0.01;
/** Parts that the picture shows beside training. */
const LISTED = 6;

type Part = RankingQuality & {
  name: string;
  /** Mean score, label rate and expected calibration error; null for a score that is no probability. */
  calibration: { mean: number; rate: number; error: number } | null;
};

/**
 * How well the score ranks the rows of each value of the split: ROC AUC with DeLong's interval (rows of one entity counted
 * together), mean score against label rate, and expected calibration error. Every other part is compared with training; it
 * rings where the AUC of training is better by at least 0.03 and p is under 0.01 after Holm over the parts, and names the
 * part that falls furthest.
 */
export const splitQuality: FileCheck = {
  id: "split-quality",
  name: "Quality by split",
  summary: "How well the score ranks the rows it was trained on, against the rows of each other split.",
  run(prepared) {
    const known = matureLabels(prepared);
    const tell = (reason: string, facts = {}, columns: readonly string[] = []) => [
      { columns, finding: finding({ verdict: "cannot-tell", reason, facts }) },
    ];
    const name = prepared.roles.split?.[0];
    const scoreName = prepared.roles.score?.[0];
    if (name === undefined) return tell("no-split");
    if (scoreName === undefined) return tell("no-score");
    if (known === null) return tell("no-label");
    const split = prepared.table.columns.get(name)!;
    const score = prepared.table.columns.get(scoreName)!;
    if (split.kind !== "category" || score.kind !== "number") return tell("no-split");
    const owner = ownerOf(prepared.roles.entity?.[0], prepared.table);
    const values = readNumbers(score);
    const rowsOf = split.categories.map((): number[] => []);
    const codes = readGroups(split).groups;
    for (let row = 0; row < values.length; row++)
      if (codes[row]! >= 0 && known.labels[row]! >= 0 && Number.isFinite(values[row]!))
        rowsOf[codes[row]!]!.push(row);
    const training: number[] = [];
    const others: { name: string; rows: number[] }[] = [];
    for (const [code, text] of split.categories.entries()) {
      if (isTraining(text)) for (const row of rowsOf[code]!) training.push(row);
      else if (rowsOf[code]!.length > 0) others.push({ name: text, rows: rowsOf[code]! });
    }
    if (!split.categories.some(isTraining)) return tell("no-training-part", {}, [name]);
    const measure = (text: string, rows: readonly number[]) =>
      measured(text, rows, values, known.labels, owner);
    const trained = measure(split.categories.filter(isTraining).join(", "), training);
    const parts = others.map((one) => measure(one.name, one.rows)).filter(isEnough);
    if (!isEnough(trained) || parts.length === 0) return tell("too-few-positives", {}, [name]);
    return [{ columns: [name], finding: judge(trained, parts) }];
  },
  say(found, columns) {
    const f = found.facts;
    if (found.reason === "no-training-part")
      return `Cannot tell: no value of ${quoted(columns)} names the training rows (such as “train”).`;
    if (found.verdict === "cannot-tell")
      return `Cannot tell for ${quoted(columns)}: training, or every other part, has fewer than ${LEAST} scored rows of one outcome.`;
    const of = (part: string) =>
      `${figure(Number(f[part]))} (${span(Number(f[`${part}Low`]), Number(f[`${part}High`]))})`;
    const numbers = `the score ranks ${figure(Number(f.trainingRows))} rows of “${f.trainingName}” with a ROC AUC of ${of("training")} and ${figure(Number(f.otherRows))} of “${f.otherName}” with ${of("other")}`;
    const rates =
      f.otherRate === undefined
        ? ""
        : ` It promises ${percent(Number(f.trainingMean))} and ${percent(Number(f.otherMean))} on average, where ${percent(Number(f.trainingRate))} and ${percent(Number(f.otherRate))} have the outcome.`;
    if (found.verdict === "rings")
      return `By ${quoted(columns)}, ${numbers}: ${figure(found.effect)} less, ${span(...found.interval!)} (${pValueText(found.pValue!)}). It knows its training rows better than new ones.${rates}`;
    return `By ${quoted(columns)}, ${numbers}: no fall beyond chance and beyond ${MARGIN} (a fall of ${figure(Number(f.visible))} would have been seen nine times in ten).${rates}`;
  },
};

const isEnough = ({ rows, positives }: RankingQuality): boolean =>
  positives >= LEAST && rows - positives >= LEAST;

/** A group number for each row by the entity, -1 for none; null without an entity. */
export function ownerOf(
  name: string | undefined,
  table: { columns: ReadonlyMap<string, Parameters<typeof readGroups>[0]> },
): Int32Array | null {
  const column = name === undefined ? undefined : table.columns.get(name);
  return column ? readGroups(column).groups : null;
}

function measured(
  name: string,
  rows: readonly number[],
  values: Float64Array,
  labels: Int8Array,
  owner: Int32Array | null,
): Part {
  const scores = Float64Array.from(rows, (row) => values[row]!);
  const outcome = Uint8Array.from(rows, (row) => labels[row]!);
  const quality = rankingQuality(scores, outcome, owner && Int32Array.from(rows, (row) => owner[row]!));
  const isProbability = scores.every((score) => score >= 0 && score <= 1);
  const calibration =
    isProbability && rows.length > 0
      ? { ...promised(scores, outcome), error: calibrationError(scores, outcome).value }
      : null;
  return { ...quality, name, calibration };
}

function judge(trained: Part, parts: readonly Part[]): Finding {
  const gaps = parts.map((part) => gapOf(trained, part));
  const corrected = holm(gaps.map(({ pValue }) => pValue));
  const rings = (i: number) => gaps[i]!.gap >= MARGIN && corrected[i]! < ALPHA;
  const [worst] = [...parts.keys()].sort(
    (a, b) => Number(rings(b)) - Number(rings(a)) || gaps[b]!.gap - gaps[a]!.gap,
  ) as [number];
  const part = parts[worst]!;
  const { gap, low, high, error } = gaps[worst]!;
  const facts: Record<string, number | string> = {
    trainingName: trained.name,
    training: trained.auc,
    trainingLow: trained.low,
    trainingHigh: trained.high,
    trainingRows: trained.rows,
    otherName: part.name,
    other: part.auc,
    otherLow: part.low,
    otherHigh: part.high,
    otherRows: part.rows,
    parts: parts.length,
    // Holm's correction is over the parts.
    visible: leastEffect(error, MARGIN, ALPHA / parts.length),
  };
  for (const [i, one] of parts.slice(0, LISTED).entries())
    Object.assign(facts, {
      [`name.${i + 1}`]: one.name,
      [`auc.${i + 1}`]: one.auc,
      [`low.${i + 1}`]: one.low,
      [`high.${i + 1}`]: one.high,
    });
  if (trained.calibration && part.calibration)
    Object.assign(facts, {
      trainingMean: trained.calibration.mean,
      trainingRate: trained.calibration.rate,
      trainingError: trained.calibration.error,
      otherMean: part.calibration.mean,
      otherRate: part.calibration.rate,
      otherError: part.calibration.error,
    });
  const alarm = rings(worst);
  return finding({
    verdict: alarm ? "rings" : "silent",
    reason: alarm ? "worse-than-training" : gap >= MARGIN ? "could-be-chance" : "no-difference",
    statistic: part.auc,
    effect: gap,
    interval: [low, high],
    pValue: corrected[worst]!,
    threshold: MARGIN,
    facts,
  });
}
