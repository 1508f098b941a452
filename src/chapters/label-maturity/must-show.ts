import type { MustShow, Verdict } from "../../core/contracts.ts";
import { LABEL, TIMED } from "./alarms.ts";
import type { ReadingId, Result } from "./result.ts";

type Claim = MustShow<Result>;

const mean = (
  id: string,
  claim: string,
  value: (result: Result) => number,
  at: "least" | "most",
  bound: number,
): Claim => ({ id, claim, judge: "mean", value, bound: { at, value: bound } });

const says = (
  id: string,
  claim: string,
  [detector, column, side, wanted]: [string, string, "broken" | "healthy", Verdict],
  least: number,
): Claim => ({
  id,
  claim,
  judge: "share",
  value: ({ alarms }) => {
    const line = alarms.find((one) => one.detector === detector && one.columns[0] === column)!;
    return line[side].verdict === wanted ? 1 : 0;
  },
  bound: { at: "least", value: least },
});

const model = (result: Result, id: ReadingId) => result.models.find((one) => one.id === id)!;
const delay = (result: Result, id: string) => result.delays.find((one) => one.detector === id)!;

export const mustShow: readonly Claim[] = [
  mean(
    "understated",
    "share of the newest week’s fraud that is not known on the day",
    ({ numbers }) => numbers.understated,
    "least",
    0.4,
  ),
  mean(
    "mature-off",
    "rate of the newest mature week, distance from the final one, relative",
    ({ numbers }) => numbers.matureOff!,
    "most",
    0.1,
  ),
  mean(
    "weighted-off",
    "rate of the newest week weighted by inverse chances, distance from the final one, relative",
    ({ numbers }) => numbers.estimateOff!,
    "most",
    0.1,
  ),
  mean(
    "weighted-unbiased",
    "the weighted rate of the newest week over the final one",
    ({ numbers }) => numbers.lastEstimate! / numbers.lastFinal,
    "least",
    0.95,
  ),
  mean(
    "covered",
    "share of the immature weeks whose final count lies in the estimate’s 95 % interval",
    ({ weeks }) => {
      const young = weeks.filter((week) => !week.mature && week.estimate !== null);
      const held = young.filter(({ estimate, final }) => estimate!.low <= final && final <= estimate!.high);
      return held.length / young.length;
    },
    "least",
    0.85,
  ),
  mean(
    "maturity-age",
    "age at which 95 % of the reports have arrived, distance of the estimate from the truth, relative",
    ({ maturity }) => Math.abs(maturity.mature! / maturity.truth - 1),
    "most",
    0.1,
  ),
  mean(
    "recall-flattered",
    "recall of the newest week, as reported less of all its fraud",
    ({ numbers }) => numbers.lastRecallKnown! - numbers.lastRecallTruth!,
    "least",
    0.1,
  ),
  mean(
    "immature-promise",
    "frauds that came for each that the model trained on labels as they stand expects",
    (result) => model(result, "as-they-stand").ratio!,
    "least",
    1.3,
  ),
  mean(
    "waited-promise",
    "the same of the model that waited, distance from 1 (the promise kept)",
    (result) => Math.abs(model(result, "mature").ratio! - 1),
    "most",
    0.15,
  ),
  mean(
    "immature-recall",
    "recall of the model that waited, less that of the one that did not",
    (result) => model(result, "mature").recall - model(result, "as-they-stand").recall,
    "least",
    0.02,
  ),
  mean(
    "weighted-recall",
    "recall of the model with inverse chances, less that of the one without",
    (result) => model(result, "weighted").recall - model(result, "as-they-stand").recall,
    "least",
    0.01,
  ),
  says("maturity-rings", "label maturity rings", ["label-maturity", TIMED, "broken", "rings"], 0.95),
  says(
    "maturity-silent-on-twin",
    "label maturity is silent once all labels are in",
    ["label-maturity", TIMED, "healthy", "silent"],
    0.95,
  ),
  says(
    "label-rate-fooled",
    "label shift rings on the labels as they stand: a fall that is only immaturity",
    ["label-shift", LABEL, "broken", "rings"],
    0.85,
  ),
  says(
    "label-rate-silent-on-twin",
    "label shift is silent on the same payments once all labels are in",
    ["label-shift", LABEL, "healthy", "silent"],
    0.95,
  ),
  {
    id: "label-rate-timed",
    claim: "label shift that reads when labels came does not ring",
    judge: "share",
    value: ({ timed }) => (timed === "rings" ? 0 : 1),
    bound: { at: "least", value: 0.95 },
  },
  says(
    "estimate-silent",
    "the performance estimated without labels is silent",
    ["performance-estimate", "score", "broken", "silent"],
    0.95,
  ),
  says("ddm-silent", "DDM on the labels as they stand is silent", ["ddm", LABEL, "broken", "silent"], 0.95),
  says(
    "wave-rings",
    "HDDM-A, fed with matured labels, rings for the wave",
    ["hddm-average", "errors", "broken", "rings"],
    0.8,
  ),
  says(
    "wave-silent-on-twin",
    "HDDM-A is silent without a wave",
    ["hddm-average", "errors", "healthy", "silent"],
    0.8,
  ),
  ...["adwin", "page-hinkley", "hddm-average"].map((id) =>
    mean(
      `waiting-${id}`,
      `days that waiting for labels adds before ${id} rings for the wave`,
      (result) => delay(result, id).maturity!,
      "least",
      2,
    ),
  ),
];
