import type { MustShow } from "../../core/contracts.ts";
import type { Harm, PolicyId, Result } from "./result.ts";

type Claim = MustShow<Result>;

const of = (result: Result, id: PolicyId) => result.outcomes.find((one) => one.id === id)!;
const harm = (result: Result, id: Harm["id"]) => result.harm.find((one) => one.id === id)!;
const gated = (result: Result, id: Harm["id"]) => result.gatedHarm.find((one) => one.id === id)!;
const verdict = (result: Result, id: string, side: "broken" | "healthy") =>
  result.alarms.filter(({ detector }) => detector === id).map((line) => line[side].verdict);

const mean = (
  id: string,
  claim: string,
  value: (result: Result) => number,
  at: "least" | "most",
  bound: number,
  params?: Claim["params"],
): Claim => ({ id, claim, judge: "mean", value, bound: { at, value: bound }, ...(params ? { params } : {}) });
const share = (
  id: string,
  claim: string,
  holds: (result: Result) => boolean,
  bound: number,
  params?: Claim["params"],
): Claim => ({
  id,
  claim,
  judge: "share",
  value: (result) => (holds(result) ? 1 : 0),
  bound: { at: "least", value: bound },
  ...(params ? { params } : {}),
});

export const mustShow: readonly Claim[] = [
  mean(
    "never-falls",
    "recall of the first version, before the change less after it",
    ({ numbers }) => numbers.neverBefore - numbers.neverAfter,
    "least",
    0.5,
  ),
  mean(
    "schedule-pays",
    "after a sudden change a schedule saves, in EUR per 1,000 payments, its retrainings counted",
    ({ numbers }) => numbers.savedScheduled,
    "least",
    700,
  ),
  mean(
    "alarm-pays",
    "after a sudden change retraining on an alarm saves, in EUR per 1,000 payments",
    ({ numbers }) => numbers.savedTriggered,
    "least",
    600,
  ),
  mean(
    "alarm-is-frugal",
    "retrainings on schedule less retrainings on an alarm",
    (result) => of(result, "scheduled").retrainings - of(result, "triggered").retrainings,
    "least",
    5,
  ),
  mean(
    "new-but-old",
    "recall of a schedule's first version after the change, on the days on which it decided",
    ({ timeLine }) => timeLine.lines[3]!.recall!,
    "most",
    0.2,
  ),
  mean(
    "leak-promises",
    "ROC AUC in the exam less in production, leaked table",
    ({ numbers }) => numbers.leakedGap,
    "least",
    0.1,
  ),
  mean(
    "leak-looks-better",
    "ROC AUC in the exam, leaked less honest",
    (result) => harm(result, "leaked").exam! - harm(result, "mature").exam!,
    "least",
    0.03,
  ),
  mean(
    "leak-is-worse",
    "ROC AUC in production, honest less leaked",
    (result) => harm(result, "mature").auc - harm(result, "leaked").auc,
    "least",
    0.1,
  ),
  mean(
    "immature-loses",
    "recall that labels as they stand lose against mature ones, where nothing changes",
    (result) => harm(result, "mature").recall - harm(result, "stand").recall,
    "least",
    0.08,
  ),
  mean(
    "immature-hides",
    "ROC AUC that labels as they stand lose in production: the ranking does not give them away",
    (result) => harm(result, "mature").auc - harm(result, "stand").auc,
    "most",
    0.02,
  ),
  mean(
    "nothing-to-gain",
    "where nothing changes, what honest retraining saves before its price, in EUR per 1,000 payments",
    ({ numbers }) => numbers.healthyGain,
    "most",
    25,
  ),
  mean(
    "short-forgets-long-clings",
    "ROC AUC four weeks after the change, a window of 21 days less one of 84",
    ({ windows }) => windows[2]!.changed! - windows[5]!.changed!,
    "least",
    0.1,
  ),
  mean(
    "short-forgets",
    "ROC AUC while nothing changes, a window of 56 days less one of 7",
    ({ windows }) => windows[4]!.quiet! - windows[0]!.quiet!,
    "least",
    0.01,
  ),
  share(
    "stand-rings",
    "label maturity rings on the table as it stands",
    (r) => verdict(r, "label-maturity", "broken").includes("rings"),
    0.9,
  ),
  share(
    "stand-twin-silent",
    "label maturity is silent once all labels are in",
    (r) => !verdict(r, "label-maturity", "healthy").includes("rings"),
    0.75,
  ),
  share(
    "golden-rings",
    "golden feature rings on the leaked count",
    (r) => verdict(r, "golden-feature", "broken").includes("rings"),
    0.95,
  ),
  share(
    "golden-twin-silent",
    "golden feature is silent on the count as served",
    (r) => !verdict(r, "golden-feature", "healthy").includes("rings"),
    0.95,
  ),
  share(
    "features-silent",
    "no test of the features rings",
    (r) =>
      ["population-stability", "kolmogorov-smirnov"].every(
        (id) => !verdict(r, id, "broken").includes("rings"),
      ),
    0.9,
  ),
  share(
    "gate-refuses-leak",
    "the gate refuses every leaked version where nothing changes",
    (result) => gated(result, "leaked").released === 0,
    0.9,
  ),
  mean(
    "gate-refuses-immature",
    "share of the versions on immature labels that the gate refuses where nothing changes",
    (result) => 1 - gated(result, "stand").released / gated(result, "stand").tried,
    "least",
    0.8,
  ),
  mean(
    "gate-keeps-recall",
    "recall kept by the gate, leaked tables where nothing changes, less that of never retraining",
    (result) => gated(result, "leaked").recall - harm(result, "never").recall,
    "least",
    -0.02,
  ),
  mean(
    "chases-the-past",
    "where the change comes and goes, what the schedule saves against never, in EUR per 1,000 payments",
    ({ numbers }) => numbers.savedScheduled,
    "most",
    0,
    { shape: "recurring", rollTo: 1, rollFrom: 63 },
  ),
  mean(
    "old-version-remembers",
    "where old ways return, cost without less with rolling back to version 1 on their day, in EUR per 1,000 payments",
    ({ numbers }) => numbers.rollWithout - numbers.rollWith,
    "least",
    200,
    { shape: "recurring", rollTo: 1, rollFrom: 63 },
  ),
  mean(
    "false-alarms-cost",
    "retrainings that EDDM asks for where nothing changes",
    ({ numbers }) => numbers.falseRetrainings,
    "least",
    2,
    { shape: "none", trigger: "eddm" },
  ),
  mean(
    "prompt-is-late",
    "days of the new ways among the 21 from which a version learns that is trained on the morning after the alarm",
    ({ numbers }) => numbers.newDays,
    "most",
    10,
    { pause: 0 },
  ),
];
