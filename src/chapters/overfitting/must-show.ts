import type { MustShow } from "../../core/contracts.ts";
import type { Choice, Result, SplitId } from "./result.ts";

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

const choice = ({ choices }: Result, split: SplitId): Choice => choices.find((one) => one.split === split)!;
const nothing = ({ meaningless }: Result, split: SplitId) =>
  meaningless.find((one) => one.split === split)!.auc.value;
const overlap = ({ overlaps }: Result, split: SplitId) => overlaps.find((one) => one.split === split)!;
const depth = ({ depths }: Result, at: number) => depths.find((one) => one.depth === at)!;
const verdict = ({ alarms }: Result, id: string, side: "broken" | "healthy") =>
  alarms.find(({ detector }) => detector === id)![side].verdict;

const SILENT = [
  ["golden-feature", "golden feature, on the customer number,"],
  ["lag-one-day", "lag-one-day collapse"],
  ["availability-audit", "the availability audit"],
  ["label-shift", "label shift"],
  ["performance-estimate", "the performance estimated without labels"],
] as const;

export const mustShow: readonly Claim[] = [
  mean(
    "random-lies",
    "ROC AUC at the default depth, promised by the random split less production",
    ({ numbers }) => numbers.random - numbers.production,
    "least",
    0.1,
  ),
  share(
    "random-lies-often",
    "the random split promises at least 0.05 too much",
    ({ numbers }) => numbers.random - numbers.production >= 0.05,
    0.95,
  ),
  mean(
    "honest-split",
    "the same, promised by the split in time with new customers",
    ({ numbers }) => numbers.timeCustomer - numbers.production,
    "most",
    0.02,
  ),
  mean(
    "honest-not-timid",
    "the same: it does not promise far too little either",
    ({ numbers }) => numbers.timeCustomer - numbers.production,
    "least",
    -0.04,
  ),
  mean(
    "random-over-customer",
    "promise of the random split less that of the split by customer",
    ({ numbers }) => numbers.random - numbers.customer,
    "least",
    0.07,
  ),
  mean(
    "customer-over-honest",
    "promise of the split by customer less that of the split in time with new customers",
    ({ numbers }) => numbers.customer - numbers.timeCustomer,
    "least",
    0.02,
  ),
  share(
    "order",
    "the three promise in this order: at random, by customer, in time with new customers",
    ({ numbers }) => numbers.random > numbers.customer && numbers.customer > numbers.timeCustomer,
    0.7,
  ),
  mean(
    "optimism-grows",
    "promise of the random split less production, at depth 8 less at depth 1",
    (result) => depth(result, 8).optimism.random.value - depth(result, 1).optimism.random.value,
    "least",
    0.05,
  ),
  mean(
    "depth-hurts",
    "production at depth 2 less production at depth 8",
    (result) => depth(result, 2).production.value - depth(result, 8).production.value,
    "least",
    0.02,
  ),
  mean(
    "chooses-worse",
    "production of the model chosen by the split in time with new customers, less that of the random split’s choice",
    (result) => choice(result, "time-customer").production - choice(result, "random").production,
    "least",
    0.015,
  ),
  mean(
    "chooses-worse-in-time",
    "the same for the split in time",
    (result) => choice(result, "time").production - choice(result, "random").production,
    "least",
    0.008,
  ),
  mean(
    "chooses-deeper",
    "depth chosen by the random split less that chosen in time with new customers",
    (result) => choice(result, "random").depth - choice(result, "time-customer").depth,
    "least",
    1.5,
  ),
  mean(
    "chosen-promise-lies",
    "what the random split’s choice promised, less what it got",
    (result) => choice(result, "random").optimism,
    "least",
    0.1,
  ),
  mean(
    "meaningless-random",
    "labels that mean nothing: ROC AUC promised by the random split",
    (result) => nothing(result, "random"),
    "least",
    0.62,
  ),
  mean(
    "meaningless-honest",
    "labels that mean nothing: promised in time with new customers",
    (result) => nothing(result, "time-customer"),
    "most",
    0.53,
  ),
  mean(
    "meaningless-honest-least",
    "labels that mean nothing: the same",
    (result) => nothing(result, "time-customer"),
    "least",
    0.47,
  ),
  mean(
    "known-random",
    "random split: share of the payments judged on whose customer is learned from",
    (result) => overlap(result, "random").knownShare,
    "least",
    0.85,
  ),
  mean(
    "known-honest",
    "in time with new customers: the same",
    (result) => overlap(result, "time-customer").knownShare,
    "most",
    0,
  ),
  mean("memorised", "ROC AUC in training", ({ numbers }) => numbers.trainingAuc, "least", 0.98),
  ...SILENT.map(([id, name]) =>
    share(`${id}-silent`, `${name} is silent`, (result) => verdict(result, id, "broken") === "silent", 0.9),
  ),
  mean(
    "estimate-believes",
    "ROC AUC that is estimated without labels in production, less what production gave",
    ({ alarms, numbers }) =>
      alarms.find(({ detector }) => detector === "performance-estimate")!.broken.statistic -
      numbers.production,
    "least",
    0.08,
  ),
  share(
    "unseen-silent",
    "no more unseen customers than expected among the payments judged on at random: the alarm is silent",
    (result) => verdict(result, "unseen-categories", "broken") === "silent",
    0.85,
  ),
  share(
    "unseen-rings-on-twin",
    "it rings on the twin, whose payments judged on are by customers never seen",
    (result) => verdict(result, "unseen-categories", "healthy") === "rings",
    1,
  ),
];
