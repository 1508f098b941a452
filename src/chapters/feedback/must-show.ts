import type { MustShow } from "../../core/contracts.ts";
import type { PolicyId, Result, RoundPoint } from "./result.ts";

type Claim = MustShow<Result>;

const mean = (
  id: string,
  claim: string,
  at: "least" | "most",
  value: number,
  of: (result: Result) => number,
): Claim => ({ id, claim, judge: "mean", value: of, bound: { at, value } });

const share = (id: string, claim: string, value: number, holds: (result: Result) => boolean): Claim => ({
  id,
  claim,
  judge: "share",
  value: (result) => (holds(result) ? 1 : 0),
  bound: { at: "least", value },
});

const verdicts = (result: Result, detector: string, side: "broken" | "healthy") =>
  result.alarms.filter((line) => line.detector === detector).map((line) => line[side].verdict);
const team = (result: Result, id: PolicyId) => result.teams.find((one) => one.id === id)!;
const shop = (result: Result, id: PolicyId) => result.shops.find((one) => one.id === id)!;
const gap = ({ precision: { seen, truth } }: RoundPoint) => Math.abs(truth! - seen.value!);
const FEATURE_TESTS = ["kolmogorov-smirnov", "chi-square", "population-stability"];

export const mustShow: readonly Claim[] = [
  mean(
    "precision-parts",
    "without exploration, true less measured precision, mean over five retrainings",
    "least",
    0.1,
    (result) => team(result, "nothing").gap!,
  ),
  share(
    "parts-within-five",
    "without exploration the two part by at least 0.1 within five retrainings",
    1,
    ({ rounds }) => rounds.some((point) => point.round > 0 && gap(point) >= 0.1),
  ),
  mean(
    "model-forgets",
    "true precision lost by the first retraining, against a team that learned every outcome",
    "least",
    0.1,
    ({ numbers }) => numbers.nextIdeal - numbers.nextTruth,
  ),
  mean(
    "bold-frauds-return",
    "share of bold frauds caught, first model less the next",
    "least",
    0.2,
    ({ numbers }) => numbers.firstBoldRecall - numbers.nextBoldRecall,
  ),
  mean(
    "exploration-alone-leaves-the-gauge",
    "with exploration but no weights, true less measured precision",
    "least",
    0.1,
    (result) => team(result, "explore").gap!,
  ),
  mean(
    "weights-mend-the-gauge",
    "with exploration and weights, true less measured precision: its mean over five retrainings, absolute value",
    "most",
    0.08,
    (result) => Math.abs(team(result, "weigh").gap!),
  ),
  mean(
    "weights-are-fair",
    "the same with its sign, over all seeds",
    "most",
    0.04,
    (result) => team(result, "weigh").gap!,
  ),
  mean(
    "exploration-keeps-the-model",
    "true precision with exploration and weights less without either",
    "least",
    0.04,
    (result) => team(result, "weigh").truth! - team(result, "nothing").truth!,
  ),
  mean(
    "exposure-concentrates",
    "rise of the exposure Gini index over ten rounds",
    "least",
    0.5,
    (result) => shop(result, "nothing").rise,
  ),
  mean(
    "random-places-halve-it",
    "rise of the Gini index with randomised places, over that without",
    "most",
    0.5,
    (result) => shop(result, "explore").rise / shop(result, "nothing").rise,
  ),
  mean(
    "weights-stop-it",
    "rise of the Gini index with randomised places and weighted clicks",
    "most",
    0.12,
    (result) => shop(result, "weigh").rise,
  ),
  mean(
    "dashboard-cheers",
    "click rate of the last round over that of the first, where nothing is done",
    "least",
    1.25,
    (result) => shop(result, "nothing").clicks.at(-1)! / shop(result, "nothing").clicks[0]!,
  ),
  mean(
    "the-few-lose",
    "share of the showings that goes to the few's items in the last round, where nothing is done",
    "most",
    0.12,
    (result) => shop(result, "nothing").fewShown.at(-1)!,
  ),
  ...(["selective-labels", "exposure"] as const).flatMap((id) => [
    share(`${id}-rings`, `${id} rings`, 0.95, (result) =>
      verdicts(result, id, "broken").every((one) => one === "rings"),
    ),
    share(`${id}-silent-on-twin`, `${id} is silent on the twin`, 0.95, (result) =>
      verdicts(result, id, "healthy").every((one) => one === "silent"),
    ),
  ]),
  share("features-silent", "every test of the features is silent", 0.9, (result) =>
    FEATURE_TESTS.every((id) => verdicts(result, id, "broken").every((one) => one === "silent")),
  ),
];
