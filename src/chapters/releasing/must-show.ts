import type { MustShow } from "../../core/contracts.ts";
import type { ChallengerId, Result } from "./result.ts";

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

const line = ({ shadow }: Result, id: ChallengerId) => shadow.lines.find((one) => one.id === id)!;
const guard = ({ guards }: Result, id: ChallengerId | "same") => guards.find((one) => one.id === id)!;
const rings = ({ alarms }: Result, id: string, column: string, side: "broken" | "healthy") =>
  alarms.some((one) => one.detector === id && one.columns[0] === column && one[side].verdict === "rings");
const overlap = (a: readonly [number, number], b: readonly [number, number]) => a[0] <= b[1] && b[0] <= a[1];

export const mustShow: readonly Claim[] = [
  mean(
    "peeking",
    "looking daily for 28 days and stopping at p < 0.05 declares a winner in this share of A/A tests",
    ({ rules }) => rules.peek.nothing.rate,
    "least",
    0.15,
  ),
  share(
    "peeking-every-seed",
    "in every company: the lower end of its 95 % interval is above 15 %",
    ({ rules }) => rules.peek.nothing.low > 0.15,
    0.95,
  ),
  mean(
    "once-least",
    "one look at the end, the users as the unit",
    ({ rules }) => rules.once.nothing.rate,
    "least",
    0.04,
  ),
  mean(
    "once-most",
    "one look at the end, the users as the unit",
    ({ rules }) => rules.once.nothing.rate,
    "most",
    0.065,
  ),
  mean(
    "always-valid",
    "the always-valid p-value, looked at daily, declares a winner in this share of A/A tests",
    ({ rules }) => rules.always.nothing.rate,
    "most",
    0.05,
  ),
  share(
    "always-valid-every-seed",
    "in every company: the upper end of its 95 % interval is at most 5 %",
    ({ rules }) => rules.always.nothing.high <= 0.05,
    0.9,
  ),
  mean(
    "group-sequential",
    "the group-sequential bounds, looked at daily, declare a winner in this share of A/A tests",
    ({ rules }) => rules.group.nothing.rate,
    "most",
    0.06,
  ),
  mean(
    "naive",
    "one look at the end that takes payments for independent",
    ({ rules }) => rules.naive.rate,
    "least",
    0.08,
  ),
  share(
    "more-looks",
    "each further look adds false winners: 1, 2, 4, 7, 14, 28 looks are in order",
    ({ rules }) => rules.looks.every((point, i) => i === 0 || point.rate >= rules.looks[i - 1]!.rate),
    0.95,
  ),
  mean(
    "cost-of-always-valid",
    "power that the always-valid p-value loses against one look at the end",
    ({ rules }) => rules.once.found.rate - rules.always.found.rate,
    "least",
    0.05,
  ),
  mean(
    "cheap-group-sequential",
    "power that the group-sequential bounds lose against one look at the end",
    ({ rules }) => rules.once.found.rate - rules.group.found.rate,
    "most",
    0.05,
  ),
  mean(
    "sooner",
    "days after which the group-sequential bounds stop a test of the challenger",
    ({ rules }) => rules.group.days,
    "most",
    24,
  ),
  share(
    "stated-size",
    "tests drawn at the stated size find the difference in a share whose 95 % interval holds 80 %",
    ({ plan }) => plan.simulated.low <= 0.8 && plan.simulated.high >= 0.8,
    0.85,
  ),
  mean("stated-power-least", "that share", ({ plan }) => plan.simulated.rate, "least", 0.785),
  mean("stated-power-most", "that share", ({ plan }) => plan.simulated.rate, "most", 0.815),
  mean("design-effect", "the design effect of users’ payments", ({ plan }) => plan.design, "least", 1.2),
  share(
    "same-ranking",
    "the ROC AUC in shadow and that in the challenger’s own arm have overlapping intervals",
    ({ shadow }) => overlap(shadow.auc.shadow.interval, shadow.auc.arm.interval),
    0.95,
  ),
  share(
    "shadow-praises-the-worse",
    "shadow says that the worse challenger lets fewer chargebacks through, or as many",
    (result) => line(result, "worse").shadow <= 0,
    1,
  ),
  mean(
    "the-worse-is-worse",
    "chargebacks per 1,000 payments that the worse challenger adds in truth",
    (result) => line(result, "worse").truth,
    "least",
    3,
  ),
  share(
    "test-sees-the-truth",
    "the interval of the A/B test holds the truth, all five challengers together in at least four",
    ({ shadow }) => shadow.lines.filter(({ low, high, truth }) => low <= truth && truth <= high).length >= 4,
    0.9,
  ),
  mean(
    "split-by-user",
    "mean difference over many splits by user, less the true one, in chargebacks per 1,000 (absolute)",
    ({ split }) => Math.abs(split.user.mean - split.truth),
    "most",
    0.5,
  ),
  mean(
    "split-by-payment",
    "share of the effect that a split by payment still sees",
    ({ split }) => split.kept,
    "most",
    0.92,
  ),
  share(
    "guardrail-uneven",
    "a guardrail stops the challenger that turns new customers away, though it lets fewer chargebacks through",
    (result) => guard(result, "uneven").day !== null && line(result, "uneven").truth < 0,
    0.9,
  ),
  share(
    "guardrail-slow",
    "a guardrail stops the slow challenger",
    (result) => guard(result, "slow").day !== null,
    0.9,
  ),
  share(
    "guardrail-silent",
    "no guardrail rings in an A/A test",
    (result) => guard(result, "same").day === null,
    0.9,
  ),
  share(
    "guardrail-silent-better",
    "no guardrail rings for the better challenger",
    (result) => guard(result, "better").day === null,
    0.9,
  ),
  share(
    "harm",
    "promoting the uneven challenger at once costs money",
    ({ money }) => money.courses.find(({ id }) => id === "at-once")!.saved < 0,
    0.9,
  ),
  share(
    "arms-as-planned",
    "the arms are as large as planned (sample ratio p of at least 0.001)",
    ({ trial }) => trial.mismatch >= 0.001,
    1,
  ),
  ...(
    [
      ["kolmogorov-smirnov", "device_is_new"],
      ["chi-square", "decision"],
    ] as const
  ).flatMap(([id, column]): Claim[] => [
    share(
      `${id}-rings`,
      `${id} between the arms rings on ${column}`,
      (result) => rings(result, id, column, "broken"),
      0.95,
    ),
    share(
      `${id}-silent-on-twin`,
      `${id} between the arms of the A/A test is silent on ${column}`,
      (result) => !rings(result, id, column, "healthy"),
      0.9,
    ),
  ]),
  share(
    "silent-amount",
    "the amounts are silent: the split is fair",
    (result) => !rings(result, "kolmogorov-smirnov", "amount", "broken"),
    0.95,
  ),
];
