import type { MustShow } from "../../core/contracts.ts";
import type { Result } from "./result.ts";

type Claim = MustShow<Result>;

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

const verdict = (result: Result, detector: string, side: "broken" | "healthy") =>
  result.alarms.find((alarm) => alarm.detector === detector)![side].verdict;
const answer = (result: Result, id: string) => result.answers.find((one) => one.id === id)!;

export const mustShow: readonly Claim[] = [
  mean(
    "defaults-double",
    "default rate of granted loans, full depth of the crisis over before",
    ({ numbers }) => numbers.rateRatio,
    "least",
    2,
  ),
  share("features-ring", "four features or more ring", ({ numbers }) => numbers.featuresRinging >= 4, 0.95),
  share(
    "features-silent-on-twin",
    "no feature rings on the twin",
    ({ numbers }) => numbers.featuresRingingTwin === 0,
    0.85,
  ),
  share(
    "labels-ring",
    "the label shift rings",
    (result) => verdict(result, "label-shift", "broken") === "rings",
    0.95,
  ),
  share(
    "labels-silent-on-twin",
    "the label shift is silent on the twin",
    (result) => verdict(result, "label-shift", "healthy") === "silent",
    0.95,
  ),
  share(
    "applicants-silent",
    "the test of who applies, by sector, is silent: the same people come",
    (result) => verdict(result, "chi-square", "broken") === "silent",
    0.9,
  ),
  mean(
    "books-understate",
    "share of the defaults in the depth of the crisis that the books do not show at seven months",
    ({ numbers }) => numbers.understated,
    "least",
    0.25,
  ),
  mean(
    "labels-later",
    "months by which the change in the outcomes is found after that in the features (ADWIN)",
    ({ numbers }) =>
      numbers.firstFeatureChange === null || numbers.firstLabelChange === null
        ? 0
        : numbers.firstLabelChange - numbers.firstFeatureChange,
    "least",
    3,
  ),
  mean(
    "model-comes-back",
    "ROC AUC of the untouched model, before the crisis less after it",
    ({ numbers }) => numbers.aucBefore - numbers.aucAfter,
    "most",
    0.02,
  ),
  mean(
    "retrained-is-worse",
    "ROC AUC after the crisis, untouched model less the one retrained in it",
    ({ numbers }) => numbers.aucAfter - numbers.aucRetrained,
    "least",
    0.03,
  ),
  mean(
    "retrained-worse-than-twin",
    "ROC AUC after the crisis, retrained at the same time on the twin less retrained in the crisis",
    ({ numbers }) => numbers.aucRetrainedTwin - numbers.aucRetrained,
    "least",
    0.015,
  ),
  share(
    "shock-told",
    "the shock is told as a shock by the end of production",
    ({ told }) => told.shock.verdict === "shock",
    0.9,
  ),
  share(
    "drift-told",
    "the lasting change is told as lasting",
    ({ told }) => told.lasting.verdict === "lasting",
    0.9,
  ),
  share(
    "twin-told",
    "on the twin there is nothing to tell",
    ({ told }) => told.twin.verdict === "nothing",
    0.9,
  ),
  share(
    "same-at-the-alarm",
    "shock and lasting change are the same, month by month, until the first job comes back",
    ({ distances, numbers }) =>
      distances.every(({ month, shock, lasting }) => month >= numbers.end || shock === lasting),
    1,
  ),
  mean(
    "fallback-gains",
    "the fallback, against keeping the model, thousand EUR in the crisis",
    (result) => answer(result, "fallback").crisisGain / 1000,
    "least",
    50,
  ),
  mean(
    "fallback-costs-little",
    "what the fallback costs once the crisis is over, as a share of what it saved",
    (result) => -answer(result, "fallback").afterGain / Math.max(1, answer(result, "fallback").crisisGain),
    "most",
    0.3,
  ),
  mean(
    "retrained-loses",
    "retrained in the crisis, against keeping the model, thousand EUR after it",
    (result) => answer(result, "retrain-in").afterGain / 1000,
    "most",
    -50,
  ),
  {
    ...mean(
      "retrained-right-for-drift",
      "where nothing comes back, retrained in the crisis against keeping the model, thousand EUR after it",
      (result) => answer(result, "retrain-in").afterGain / 1000,
      "least",
      200,
    ),
    params: { recovers: 0 },
  },
];
