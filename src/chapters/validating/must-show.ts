import type { MustShow } from "../../core/contracts.ts";
import type { Kind } from "./delivery.ts";
import type { Outcome, Result } from "./result.ts";
import { NAMES } from "./words.ts";

type Claim = MustShow<Result>;

const share = (id: string, claim: string, holds: (result: Result) => boolean, least = 0.95): Claim => ({
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
): Claim => ({
  id,
  claim,
  judge: "mean",
  value,
  bound: { at, value: bound },
});

const outcome = ({ outcomes }: Result, kind: Kind): Outcome => outcomes.find(({ id }) => id === kind)!;
const point = ({ sweep }: Result, rows: number, slack: number) =>
  sweep.find((one) => one.rows === rows && one.slack === slack)!;
const stop = ({ stops }: Result, days: number, deviations: number) =>
  stops.find((one) => one.days === days && one.deviations === deviations)!;
const alarm = ({ alarms }: Result, id: string) =>
  alarms.some(
    ({ detector, broken, healthy }) =>
      detector === id && broken.verdict === "rings" && healthy.verdict !== "rings",
  );

/** Failures that break the form of a row. */
const FORM: readonly Kind[] = ["sign", "missing", "renamed", "recoded", "duplicates"];
/** Failures in which every value is one that could be right. */
const UNSEEN: readonly Kind[] = ["stuck", "zone", "cohort", "concept"];

export const mustShow: readonly Claim[] = [
  share(
    "healthy",
    "learned rules hold at most 1 % of the healthy rows",
    ({ numbers }) => numbers.healthyHeld <= 0.01,
  ),
  share(
    "healthy-stops",
    "learned rules stop none of 21 healthy batches",
    ({ numbers }) => numbers.healthyStopped === 0,
    0.9,
  ),
  ...FORM.map((kind) =>
    share(
      `${kind}-caught`,
      `${NAMES[kind]}: learned rules hold at least 95 % of the rows`,
      (result) => outcome(result, kind).caughtLearned >= 0.95,
      1,
    ),
  ),
  share(
    "late-waited",
    "late rows: learned rules wait for at least half of them",
    (result) => outcome(result, "late").caughtLearned >= 0.5,
  ),
  ...UNSEEN.map((kind) =>
    share(
      `${kind}-passes`,
      `${NAMES[kind]}: learned rules hold at most 1 % of the rows`,
      (result) => outcome(result, kind).caughtLearned <= 0.01,
    ),
  ),
  mean(
    "decimal-passes",
    "a slipped decimal point: share of the rows that learned rules hold",
    ({ numbers }) => numbers.caught,
    "most",
    0.15,
  ),
  mean(
    "decimal-reviewed",
    "a slipped decimal point: share of the rows that reviewed rules hold",
    (result) => outcome(result, "decimal").caughtReviewed,
    "least",
    0.95,
  ),
  mean(
    "stuck-reviewed",
    "amounts of the row before: share of the rows that reviewed rules hold",
    (result) => outcome(result, "stuck").caughtReviewed,
    "least",
    0.95,
  ),
  mean(
    "sign-saves",
    "a turned sign: EUR per 1,000 payments that learned rules save against an open gate",
    (result) => outcome(result, "sign").savedLearned,
    "least",
    80,
  ),
  mean(
    "missing-saves",
    "empty amounts: EUR per 1,000 payments that learned rules save against an open gate",
    (result) => outcome(result, "missing").savedLearned,
    "least",
    30,
  ),
  mean(
    "late-saves",
    "late rows: EUR per 1,000 payments that learned rules save against an open gate",
    (result) => outcome(result, "late").savedLearned,
    "least",
    20,
  ),
  mean(
    "decimal-worth",
    "a slipped decimal point: EUR per 1,000 payments that learned rules save against an open gate",
    (result) => outcome(result, "decimal").savedLearned,
    "most",
    20,
  ),
  mean(
    "decimal-review-worth",
    "a slipped decimal point: EUR per 1,000 payments that reviewed rules save against an open gate",
    (result) => outcome(result, "decimal").savedReviewed,
    "least",
    50,
  ),
  mean(
    "recoded-costs",
    "renamed categories: EUR per 1,000 payments that learned rules, which stop the batch, save",
    (result) => outcome(result, "recoded").savedLearned,
    "most",
    0,
  ),
  mean(
    "duplicates-costs",
    "doubled rows: EUR per 1,000 payments that learned rules, which stop the batch, save",
    (result) => outcome(result, "duplicates").savedLearned,
    "most",
    0,
  ),
  mean(
    "concept-hurts",
    "thieves with new habits: ROC AUC lost while every rule holds",
    (result) => outcome(result, "concept").rocAucTwin - outcome(result, "concept").rocAucOpen,
    "least",
    0.1,
  ),
  mean(
    "law",
    "rules without slack from 1,000 rows: healthy rows held, over 3 / 1,001",
    (result) => point(result, 1000, 0).held / (3 / 1001),
    "least",
    0.7,
  ),
  mean(
    "law-most",
    "rules without slack from 1,000 rows: healthy rows held, over 3 / 1,001",
    (result) => point(result, 1000, 0).held / (3 / 1001),
    "most",
    1.25,
  ),
  mean(
    "slack",
    "rules from 1,000 rows: healthy rows held with a slack of 10 %, over those without",
    (result) => point(result, 1000, 0.1).held / point(result, 1000, 0).held,
    "most",
    0.4,
  ),
  mean(
    "reach",
    "slipped amounts caught by rules from 100 rows less those from 10,000, without slack",
    (result) => point(result, 100, 0).caught - point(result, 10000, 0).caught,
    "least",
    0.2,
  ),
  mean(
    "many-rules",
    "rules about the batch, two standard deviations, 28 days: share of healthy days stopped",
    (result) => stop(result, 28, 2).any,
    "least",
    0.25,
  ),
  mean(
    "few-days",
    "rules about the batch, four standard deviations: healthy days stopped, learned from 7 days less learned from 28",
    (result) => stop(result, 7, 4).any - stop(result, 28, 4).any,
    "least",
    0.005,
  ),
  mean(
    "many-days",
    "rules about the batch, four standard deviations, learned from 28 days: share of healthy days stopped",
    (result) => stop(result, 28, 4).any,
    "most",
    0.01,
  ),
  share(
    "heap",
    "a slipped decimal point: the Kolmogorov-Smirnov test rings on the heap of the broken days, and is silent on the twin",
    (result) => alarm(result, "kolmogorov-smirnov"),
  ),
];
