import type { MustShow } from "../../core/contracts.ts";
import type { Result } from "./result.ts";

type Claim = MustShow<Result>;

const verdict = (result: Result, detector: string, side: "broken" | "healthy") =>
  result.alarms.find((alarm) => alarm.detector === detector)![side].verdict;

const share = (id: string, claim: string, holds: (result: Result) => boolean, least: number): Claim => ({
  id,
  claim,
  judge: "share",
  value: (result) => (holds(result) ? 1 : 0),
  bound: { at: "least", value: least },
});

const mean = (
  id: string,
  claim: string,
  value: (result: Result) => number,
  at: "least" | "most",
  bound: number,
): Claim => ({ id, claim, judge: "mean", value, bound: { at, value: bound } });

const model = (result: Result, id: string) => result.models.find((one) => one.id === id)!;

const WHO = [
  ["label-rate-by-segment", "the label rate by cohort"],
  ["calibration-by-segment", "calibration by cohort"],
  ["worst-segment", "the worst-segment search"],
  ["mix-and-rate", "mix and rate"],
] as const;

export const mustShow: readonly Claim[] = [
  share(
    "features-silent",
    "every monitored feature is silent: p at least 0.05 after Holm, stability index under 0.1",
    ({ monitored }) => monitored.every(({ pValue, stability }) => pValue >= 0.05 && stability < 0.1),
    0.9,
  ),
  mean(
    "rate-ratio",
    "fraud rate of the new customers over that of the others",
    ({ numbers }) => numbers.rateRatio!,
    "least",
    3,
  ),
  share(
    "worst-segment-first",
    "the worst-segment search names the new cohort first, by itself",
    ({ alarms }) => {
      const { verdict, facts } = alarms.find(({ detector }) => detector === "worst-segment")!.broken;
      return verdict === "rings" && facts.column === "cohort" && facts.columns === 1;
    },
    0.95,
  ),
  ...WHO.map(([id, name]) =>
    share(`${id}-rings`, `${name} rings`, (result) => verdict(result, id, "broken") === "rings", 0.95),
  ),
  ...WHO.map(([id, name]) =>
    share(
      `${id}-silent-on-twin`,
      `${name} is silent on the twin, whose new customers are like everybody else`,
      (result) => verdict(result, id, "healthy") === "silent",
      0.95,
    ),
  ),
  share(
    "domain-classifier-silent",
    "the domain classifier is silent",
    (result) => verdict(result, "domain-classifier", "broken") === "silent",
    0.95,
  ),
  share(
    "performance-estimate-silent",
    "the performance estimated without labels is silent",
    (result) => verdict(result, "performance-estimate", "broken") === "silent",
    0.9,
  ),
  mean(
    "score-expects-too-few",
    "frauds of the new customers over those that the score expects",
    ({ numbers }) => numbers.expectedRatio!,
    "least",
    2.5,
  ),
  mean(
    "missed-frauds",
    "frauds let through in 1,000 payments, last weeks over held-out",
    ({ numbers }) => numbers.missedRatio,
    "least",
    1.7,
  ),
  mean(
    "precision-rises",
    "precision of the untouched model, last weeks less held-out: the dashboard looks better",
    ({ numbers }) => numbers.laterPrecision - numbers.heldPrecision,
    "least",
    0.05,
  ),
  mean(
    "recall-stays",
    "recall of the untouched model, last weeks less held-out, absolute value",
    ({ numbers }) => Math.abs(numbers.laterRecall - numbers.heldRecall),
    "most",
    0.06,
  ),
  mean(
    "mix-adds-up",
    "mix, rate and interaction less the change of the fraud rate, absolute value",
    ({ mix }) => Math.abs(mix!.mix + mix!.rate + mix!.interaction - (mix!.now - mix!.before)),
    "most",
    1e-12,
  ),
  mean(
    "retraining-blind",
    "retrained on the same features, frauds of the new customers over expected",
    (result) => model(result, "retrained").new.ratio!,
    "least",
    2,
  ),
  mean(
    "recalibrated-least",
    "recalibrated by cohort, the same",
    (result) => model(result, "recalibrated").new.ratio!,
    "least",
    0.8,
  ),
  mean(
    "recalibrated-most",
    "recalibrated by cohort, the same",
    (result) => model(result, "recalibrated").new.ratio!,
    "most",
    1.25,
  ),
  mean(
    "recall-repaired",
    "recall among the new customers, recalibrated over as trained",
    (result) =>
      model(result, "recalibrated").new.recall!.value / model(result, "as-trained").new.recall!.value,
    "least",
    2,
  ),
];
