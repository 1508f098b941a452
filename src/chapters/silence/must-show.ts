import type { MustShow } from "../../core/contracts.ts";
import { ACTIVE } from "./inputs.ts";
import type { Result } from "./result.ts";
import { AVERAGE } from "./treatments.ts";

type Claim = MustShow<Result>;

const verdict = (result: Result, detector: string, column: string, side: "broken" | "healthy") =>
  result.alarms.find((alarm) => alarm.detector === detector && alarm.columns[0] === column)![side].verdict;

const alarmClaim = (
  id: string,
  claim: string,
  [detector, column, side, wanted]: [string, string, "broken" | "healthy", string],
): Claim => ({
  id,
  claim,
  judge: "share",
  value: (result) => (verdict(result, detector, column, side) === wanted ? 1 : 0),
  bound: { at: "least", value: 0.95 },
});

const fallClaim = (
  id: string,
  claim: string,
  at: "least" | "most",
  value: number,
  of: (result: Result) => number,
): Claim => ({
  id,
  claim,
  judge: "mean",
  value: of,
  bound: { at, value },
});

export const mustShow: readonly Claim[] = [
  {
    id: "silence-is-safe",
    claim: "fraud rate at zero over the fraud rate elsewhere, in training",
    judge: "mean",
    value: (result) => result.numbers.rateRatio,
    bound: { at: "most", value: 0.5 },
  },
  fallClaim(
    "zero-falls",
    "in the outage, relative fall of recall on active users under zero",
    "least",
    0.4,
    (result) => result.numbers.fallZero,
  ),
  fallClaim(
    "flag-falls",
    "the same under the mean and a plain availability flag",
    "least",
    0.4,
    (result) => result.numbers.fallFlag,
  ),
  fallClaim(
    "reason-holds",
    "the same under the mean and the reason",
    "most",
    0.15,
    (result) => result.numbers.fallReason,
  ),
  fallClaim(
    "line-holds",
    "the same under the mean, by logistic regression",
    "most",
    0.05,
    (result) => result.numbers.fallLogisticMean,
  ),
  alarmClaim("point-mass-rings", "the default spike rings", ["point-mass", AVERAGE, "broken", "rings"]),
  alarmClaim("point-mass-silent-on-twin", "the default spike is silent on the twin that keeps the reason", [
    "point-mass",
    AVERAGE,
    "healthy",
    "silent",
  ]),
  alarmClaim("active-silence-rings", "silence over time rings among active users", [
    "mass-over-time",
    ACTIVE,
    "broken",
    "rings",
  ]),
  alarmClaim("active-silence-silent-on-twin", "silence over time among active users is silent on the twin", [
    "mass-over-time",
    ACTIVE,
    "healthy",
    "silent",
  ]),
  alarmClaim("missing-share-blind", "the missing share finds nothing missing, for a default fills each gap", [
    "missing-share",
    AVERAGE,
    "broken",
    "silent",
  ]),
  alarmClaim("kolmogorov-smirnov-rings", "the Kolmogorov-Smirnov test of the average rings", [
    "kolmogorov-smirnov",
    AVERAGE,
    "broken",
    "rings",
  ]),
  alarmClaim("stability-index-silent", "the population stability index of the average is silent", [
    "population-stability",
    AVERAGE,
    "broken",
    "silent",
  ]),
  fallClaim(
    "tenure-holds",
    "the same under zero, by trees that know the tenure",
    "most",
    0.15,
    (result) => result.numbers.fallTenure,
  ),
];
