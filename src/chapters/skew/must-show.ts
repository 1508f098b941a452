import type { MustShow } from "../../core/contracts.ts";
import { MISMATCHES, type Mismatch } from "../../core/faults/serving-skew.ts";
import type { Mark, Result } from "./result.ts";
import { NAMES } from "./words.ts";

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

const outcome = ({ outcomes }: Result, id: Mismatch | "none") => outcomes.find((one) => one.id === id)!;
const cause = ({ causes }: Result, mismatch: Mismatch) => causes.find((one) => one.mismatch === mismatch)!;
const mark = ({ matrix }: Result, mismatch: Mismatch, detector: string): Mark =>
  matrix.find((row) => row.mismatch === mismatch)!.marks[detector]!;
const lost = (result: Result, mismatch: Mismatch) =>
  outcome(result, "none").rocAuc - outcome(result, mismatch).rocAuc;
const rolled = ({ rollout }: Result, at: number) => rollout.find((one) => one.share === at)!.rocAuc;

/** ROC AUC that each mismatch must cost at least, with all payments served by the new service. */
const LOSSES: Readonly<Record<Mismatch, number>> = {
  units: 0.03,
  scaling: 0.01,
  codes: 0.005,
  "time-zone": 0.02,
  "stale-cache": 0.015,
  "missing-rule": 0.015,
};

export const mustShow: readonly Claim[] = [
  ...MISMATCHES.map((mismatch) =>
    share(
      `${mismatch}-named`,
      `${NAMES[mismatch]}: row parity rings and names the right cause`,
      (result) => cause(result, mismatch).right,
      0.95,
    ),
  ),
  share(
    "parity-silent-on-twin",
    "row parity is silent on every feature of the healthy twin, for every mismatch",
    ({ causes }) => causes.every(({ twinSilent }) => twinSilent),
    1,
  ),
  ...MISMATCHES.map((mismatch) =>
    mean(
      `${mismatch}-costs`,
      `${NAMES[mismatch]}: ROC AUC with one transform less ROC AUC in production`,
      (result) => lost(result, mismatch),
      "least",
      LOSSES[mismatch],
    ),
  ),
  share(
    "stale-unseen",
    "a stale cache: every distribution test is silent",
    (result) =>
      Object.entries(matrixOf(result, "stale-cache")).every(
        ([id, one]) => id === "row-parity" || one !== "rings",
      ),
    0.95,
  ),
  share(
    "codes-silent-index",
    "category codes: the population stability index is silent",
    (result) => mark(result, "codes", "population-stability") === "silent",
    0.95,
  ),
  ...(["units", "scaling", "time-zone", "missing-rule"] as const).map((mismatch) =>
    share(
      `${mismatch}-seen`,
      `${NAMES[mismatch]}: the Kolmogorov-Smirnov test rings, and is silent on the twin`,
      (result) => mark(result, mismatch, "kolmogorov-smirnov") === "rings",
      0.95,
    ),
  ),
  mean(
    "units-stop",
    "amounts in cents: share of the payments stopped over what one transform would stop",
    (result) => outcome(result, "units").stopped / outcome(result, "none").stopped,
    "least",
    4,
  ),
  mean(
    "scaling-recall",
    "scaling left out: recall over recall with one transform",
    (result) => outcome(result, "scaling").recall / outcome(result, "none").recall,
    "most",
    0.7,
  ),
  mean(
    "half-costs",
    "amounts in cents for half of the payments: ROC AUC lost beyond half of the whole loss",
    (result) => rolled(result, 0) - rolled(result, 0.5) - (rolled(result, 0) - rolled(result, 1)) / 2,
    "least",
    0.01,
  ),
  mean(
    "one-transform",
    "one transform for both: ROC AUC held out less ROC AUC in production",
    (result) => result.offline.rocAuc.value - outcome(result, "none").rocAuc,
    "most",
    0.02,
  ),
];

const matrixOf = ({ matrix }: Result, mismatch: Mismatch) =>
  matrix.find((row) => row.mismatch === mismatch)!.marks;
