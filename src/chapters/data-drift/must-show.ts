import type { MustShow } from "../../core/contracts.ts";
import type { AnswerId, Result, RuleId } from "./result.ts";

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

const TESTS: readonly (readonly [RuleId, string])[] = [
  ["ks", "Kolmogorov–Smirnov"],
  ["mann-whitney", "Mann–Whitney"],
  ["anderson-darling", "Anderson–Darling"],
  ["chi-square", "chi-square"],
];
const rate = ({ pairs }: Result, rule: RuleId) => pairs.falseAlarms.find((one) => one.rule === rule)!.rate;
const power = ({ pairs }: Result, of: "mean" | "spread", rule: RuleId, strength: number) =>
  pairs[of].find((one) => one.rule === rule && one.strength === strength)!.rate;
const answer = ({ answers }: Result, id: AnswerId) => answers.find((one) => one.id === id)!;
const feature = ({ damage }: Result, name: string) => damage.find((one) => one.feature === name)!;
const rings = ({ alarms }: Result, id: string, column: string | null, side: "broken" | "healthy") =>
  alarms.some(
    (line) =>
      line.detector === id &&
      (column === null || line.columns[0] === column) &&
      line[side].verdict === "rings",
  );

/** Of 1,000 unchanged pairs a test at 5 % rings in so many, in 95 % of rounds: the binomial quantiles. */
const PROMISED = [0.037, 0.064] as const;

export const mustShow: readonly Claim[] = [
  ...TESTS.flatMap(([rule, name]): Claim[] => [
    share(
      `${rule}-level`,
      `${name}: its false-alarm rate over 1,000 healthy pairs lies within the binomial interval of 5 %`,
      (result) => rate(result, rule) >= PROMISED[0] && rate(result, rule) <= PROMISED[1],
      0.85,
    ),
    mean(`${rule}-level-least`, `${name}: that rate`, (result) => rate(result, rule), "least", 0.045),
    mean(`${rule}-level-most`, `${name}: that rate`, (result) => rate(result, rule), "most", 0.055),
  ]),
  mean(
    "ks-power",
    "Kolmogorov–Smirnov: share of pairs of 211 and 200 rows in which a shift of half a standard deviation rings",
    (result) => power(result, "mean", "ks", 0.5),
    "least",
    0.95,
  ),
  mean(
    "mann-whitney-blind",
    "Mann–Whitney: the same where the spread grows by half, to which it is nearly blind",
    (result) => power(result, "spread", "mann-whitney", 0.5),
    "most",
    0.12,
  ),
  mean(
    "anderson-darling-power",
    "Anderson–Darling: the same where the spread grows by half",
    (result) => power(result, "spread", "anderson-darling", 0.5),
    "least",
    0.85,
  ),
  share(
    "trap-significant",
    "a shift of 0.01 standard deviations has p under 0.001 at 1,000,000 rows",
    ({ trap }) => trap.last.n === 1000000 && trap.last.pValue < 0.001,
    0.95,
  ),
  share(
    "trap-not-yet",
    "the same shift is not significant at 10,000 rows",
    ({ trap }) => trap.points.find(({ n }) => n === 10000)!.pValue >= 0.05,
    0.8,
  ),
  mean("trap-effect", "its gap D at 1,000,000 rows", ({ trap }) => trap.last.gap, "most", 0.01),
  share(
    "farthest",
    "by the stability index the new payment method moved farthest",
    ({ farthest }) => farthest === "payment_method",
    0.95,
  ),
  share(
    "harmful",
    "the new devices stop the most further genuine payments",
    ({ harmful }) => harmful === "device_is_new",
    0.95,
  ),
  mean(
    "harmless-move",
    "genuine payments stopped in 1,000 by the new payment method alone, absolute value",
    (result) => Math.abs(feature(result, "payment_method").stopped),
    "most",
    3,
  ),
  mean(
    "harm",
    "genuine payments stopped in 1,000 by the new devices alone",
    (result) => feature(result, "device_is_new").stopped,
    "least",
    8,
  ),
  share(
    "index-silent-on-harm",
    "the stability index of the most harmful feature is under 0.1",
    (result) => feature(result, "device_is_new").stability < 0.1,
    0.95,
  ),
  mean(
    "stopped-grows",
    "payments stopped by the untouched model, later over training",
    ({ numbers }) => numbers.stoppedNow / numbers.stoppedBefore,
    "least",
    1.6,
  ),
  mean(
    "auc-lost",
    "ROC AUC lost to the drift on the same later payments",
    ({ numbers }) => numbers.twinAuc - numbers.laterAuc,
    "least",
    0.03,
  ),
  mean(
    "threshold-repairs-least",
    "payments stopped in 1,000 with a new threshold",
    (result) => answer(result, "rethreshold").stopped,
    "least",
    16,
  ),
  mean(
    "threshold-repairs-most",
    "payments stopped in 1,000 with a new threshold",
    (result) => answer(result, "rethreshold").stopped,
    "most",
    24,
  ),
  mean(
    "retraining-helps",
    "ROC AUC gained by retraining with later labels",
    (result) => answer(result, "retrained").rocAuc - answer(result, "as-trained").rocAuc,
    "least",
    0.008,
  ),
  ...(
    [
      ["kolmogorov-smirnov", "amount"],
      ["kolmogorov-smirnov", "device_is_new"],
      ["wasserstein", "amount"],
      ["chi-square", "merchant_category"],
      ["population-stability", "payment_method"],
      ["jensen-shannon", "payment_method"],
      ["unseen-categories", "payment_method"],
      ["domain-classifier", null],
    ] as const
  ).flatMap(([id, column]): Claim[] => [
    share(
      `${id}-${column ?? "all"}-rings`,
      `${id} rings${column === null ? "" : ` on ${column}`}`,
      (result) => rings(result, id, column, "broken"),
      0.95,
    ),
    share(
      `${id}-${column ?? "all"}-silent-on-twin`,
      `${id} is silent${column === null ? "" : ` on ${column}`} on the twin, for which nothing has changed`,
      (result) => !rings(result, id, column, "healthy"),
      0.95,
    ),
  ]),
  share(
    "index-silent-on-device",
    "the stability index is silent on the new devices",
    (result) => !rings(result, "population-stability", "device_is_new", "broken"),
    0.95,
  ),
  share(
    "estimate-silent",
    "the performance estimated without labels is silent",
    (result) => !rings(result, "performance-estimate", null, "broken"),
    0.9,
  ),
];
