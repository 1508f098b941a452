import type { MustShow } from "../../core/contracts.ts";
import type { Result } from "./result.ts";
import { DETECTORS, DUMMY } from "./streams.ts";

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

const drawn = (result: Result, id: string) => result.drawn.find((one) => one.id === id)!;
const rung = (result: Result, id: string) => result.strip.rungs.find((one) => one.id === id)!;

export const mustShow: readonly Claim[] = [
  share(
    "features-silent",
    "every feature test is silent: p at least 0.05 after Holm, stability index under 0.1",
    ({ monitored }) =>
      monitored.every(({ pValue, stability }) => pValue >= 0.05 && stability !== null && stability < 0.1),
    0.9,
  ),
  mean(
    "auc-falls",
    "ROC AUC on held-out payments less that after the change",
    ({ offline, production }) => offline.rocAuc.value - production.rocAuc.value,
    "least",
    0.1,
  ),
  mean(
    "twin-holds",
    "held-out ROC AUC less that of the healthy twin in the same weeks, absolute value",
    ({ offline, numbers }) => Math.abs(offline.rocAuc.value - numbers.twinAuc),
    "most",
    0.05,
  ),
  mean(
    "same-fraud-rate",
    "fraud rate after the change less that of training, absolute value",
    ({ numbers }) => Math.abs(numbers.fraudRateNow - numbers.fraudRate),
    "most",
    0.005,
  ),
  mean(
    "accuracy-hardly-falls",
    "accuracy before less after: what a dashboard of accuracy would show",
    ({ numbers }) => numbers.accuracyBefore - numbers.accuracyAfter,
    "most",
    0.06,
  ),
  share(
    "intervals",
    "delay and false-alarm rate of each of the eight and of the dummy have an interval that holds them",
    ({ drawn }) =>
      drawn.length === DETECTORS.length + 1 &&
      drawn.every(({ delay, falseAlarms }) =>
        [delay, falseAlarms].every(({ value, interval: [low, high] }) => low <= value && value <= high),
      ),
    1,
  ),
  ...(["page-hinkley", "adwin"] as const).flatMap((id) => [
    mean(
      `${id}-finds`,
      `share of the changes that ${id} finds, over draws`,
      (result) => drawn(result, id).found / drawn(result, id).of,
      "least",
      0.9,
    ),
    share(
      `${id}-beats-dummy`,
      `${id} beats the dummy on F1, over draws`,
      (result) => drawn(result, id).beats,
      0.95,
    ),
    mean(
      `${id}-delay`,
      `days until ${id} rings, over draws`,
      (result) => drawn(result, id).delay.value,
      "most",
      10,
    ),
    mean(
      `${id}-false-alarms`,
      `false alarms of ${id} in four weeks, over draws`,
      (result) => drawn(result, id).falseAlarms.value,
      "most",
      0.2,
    ),
  ]),
  share(
    "adwin-rings",
    "ADWIN makes a finding of its alarms",
    (result) => verdict(result, "adwin", "broken") === "rings",
    0.85,
  ),
  share(
    "adwin-silent-on-twin",
    "ADWIN is silent on the healthy twin",
    (result) => verdict(result, "adwin", "healthy") === "silent",
    0.95,
  ),
  share(
    "kswin-blind",
    "KSWIN finds nothing: rare errors never fill thirty values",
    (result) => !rung(result, "kswin").kinds.includes("found"),
    0.9,
  ),
  mean(
    "eddm-noisy",
    "false alarms of EDDM in four weeks, over draws",
    (result) => drawn(result, "eddm").falseAlarms.value,
    "least",
    3,
  ),
  share(
    "dummy-never",
    "the dummy makes no finding",
    (result) => verdict(result, DUMMY, "broken") === "silent",
    1,
  ),
  share(
    "estimate-silent",
    "the performance estimated without labels is silent",
    (result) => verdict(result, "performance-estimate", "broken") === "silent",
    0.95,
  ),
  share(
    "classifier-silent",
    "the domain classifier is silent",
    (result) => verdict(result, "domain-classifier", "broken") === "silent",
    0.95,
  ),
  mean(
    "window-repairs",
    "ROC AUC after the repair: retrained on three weeks less left as it is",
    ({ numbers }) => numbers.answerWindow - numbers.answerNone,
    "least",
    0.3,
  ),
  mean(
    "window-beats-all",
    "retrained on three weeks less retrained on everything",
    ({ numbers }) => numbers.answerWindow - numbers.answerAll,
    "least",
    0.1,
  ),
  {
    id: "stakes-heard",
    claim: "detectors that beat the dummy where they read stopped payments and frauds only",
    judge: "mean",
    value: ({ numbers }) => numbers.beat,
    bound: { at: "least", value: 4.5 },
    params: { reads: "stakes" },
  },
];
