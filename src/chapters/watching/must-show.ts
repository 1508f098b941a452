import type { MustShow, ParamValues } from "../../core/contracts.ts";
import { defaultsOf } from "../../core/defaults-of.ts";
import chapter from "./chapter.ts";
import { type Judged, judged } from "./lines.ts";
import { onPage } from "./on-page.ts";
import type { Result } from "./result.ts";
import type { Reads } from "./signals.ts";

type Claim = MustShow<Result>;
const defaults: ParamValues = defaultsOf(chapter.params);

/** An alarm at its default line. */
const alarm = (result: Result, id: string, reads: Reads = "latest"): Judged =>
  judged(result.logs, (name) => Number(defaults[name]), reads).find((one) => one.id === id)!;
/** Days until it rings; all failing days where it never does. */
const delay = (one: Judged) => one.delay ?? one.failing;
const together = (result: Result, params: ParamValues) =>
  onPage.work(result as never, { ...defaults, ...params }).together as {
    falseDays: number;
    missed: number;
    delay: number;
  };
const verdict = (result: Result, detector: string, side: "broken" | "healthy", column?: string) =>
  result.alarms.find((one) => one.detector === detector && (!column || one.columns[0] === column))![side]
    .verdict;

const mean = (
  id: string,
  claim: string,
  value: (result: Result) => number,
  at: "least" | "most",
  bound: number,
  params?: ParamValues,
): Claim => ({ id, claim, judge: "mean", value, bound: { at, value: bound }, ...(params ? { params } : {}) });

const share = (
  id: string,
  claim: string,
  holds: (result: Result) => boolean,
  least: number,
  params?: ParamValues,
): Claim => ({
  id,
  claim,
  judge: "share",
  value: (result) => (holds(result) ? 1 : 0),
  bound: { at: "least", value: least },
  ...(params ? { params } : {}),
});

const concept = { failure: "concept-drift-sudden", strength: 0.7 };

export const mustShow: readonly Claim[] = [
  mean(
    "recall-falls",
    "true recall before the failure less that after it",
    ({ numbers }) => numbers.recallBefore - numbers.recallAfter,
    "least",
    0.08,
  ),
  mean(
    "newest-looks-best",
    "recall of the last week as known on its last day, less what it was",
    ({ numbers }) => numbers.openingKnown - numbers.openingTrue,
    "least",
    0.04,
  ),
  mean(
    "because-of-the-review",
    "the same where stopped payments are settled by the bank too",
    ({ numbers }) => numbers.openingKnown - numbers.openingTrue,
    "most",
    0.03,
    { settled: "bank" },
  ),
  mean("wait", "days until nine of ten reports are in", ({ numbers }) => numbers.wait, "least", 3),
  share(
    "drift-at-once",
    "the drift score rings within a day",
    (result) => delay(alarm(result, "drift")) <= 1,
    0.95,
  ),
  mean(
    "drift-before-recall",
    "days that the drift score rings before recall of matured weeks does",
    (result) => delay(alarm(result, "recall", "matured")) - delay(alarm(result, "drift")),
    "least",
    8,
  ),
  mean(
    "quiet-on-the-twin",
    "days of 28 healthy ones on which any alarm at its default line rings",
    (result) => together(result, { wakes: "all" }).falseDays,
    "most",
    2,
  ),
  mean(
    "labels-miss",
    "failing days, of 28, on which no alarm that reads labels rings",
    (result) => together(result, { wakes: "labels" }).missed,
    "least",
    8,
  ),
  mean(
    "repair",
    "failing days, of 28, on which nobody is woken once the others wake people too",
    (result) => together(result, { wakes: "all" }).missed,
    "most",
    1,
  ),
  mean("harm", "EUR that four weeks of the failure cost", ({ numbers }) => numbers.harm, "least", 4000),
  mean(
    "estimate-sees-inputs",
    "estimated recall after the failure less the true one, absolute value",
    ({ numbers }) => Math.abs(numbers.estimateAfter - numbers.recallAfter),
    "most",
    0.06,
  ),
  share(
    "missing-rings",
    "the share of missing amounts rings",
    (result) => verdict(result, "missing-share", "broken", "amount") === "rings",
    0.95,
  ),
  share(
    "missing-silent-on-twin",
    "it is silent on the healthy twin",
    (result) => verdict(result, "missing-share", "healthy", "amount") === "silent",
    0.95,
  ),
  mean(
    "estimate-misses-concept-drift",
    "under concept drift: estimated recall less the true one",
    ({ numbers }) => numbers.estimateAfter - numbers.recallAfter,
    "least",
    0.25,
    concept,
  ),
  share(
    "inputs-miss-concept-drift",
    "under concept drift: neither drift score nor latency ever rings",
    (result) => ["drift", "latency"].every((id) => alarm(result, id).delay === null),
    0.95,
    concept,
  ),
  mean(
    "estimate-sleeps-through-concept-drift",
    "under concept drift: failing days, of 28, on which the estimate is silent",
    (result) => alarm(result, "estimate").missed,
    "least",
    22,
    concept,
  ),
  mean(
    "labels-see-concept-drift",
    "under concept drift: days until recall of matured weeks rings",
    (result) => delay(alarm(result, "recall", "matured")),
    "most",
    14,
    concept,
  ),
];
