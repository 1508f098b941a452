import type { MustShow } from "../../core/contracts.ts";
import { countOf, type Matrix, shareOf, standings } from "../../core/matrix/matrix.ts";
import { unpack } from "../../core/matrix/pack.ts";
import type { Result } from "./result.ts";
import { DUMMY } from "./summary.ts";

type Claim = MustShow<Result>;

const matrixOf = ({ stored }: Result): Matrix => unpack(stored, stored.strengths[0]!);
const place = (all: readonly { id: string }[], id: string) => {
  const at = all.findIndex((one) => one.id === id);
  if (at < 0) throw new Error(`The matrix has no “${id}”.`);
  return at;
};

/** Share of seeds in which a detector rings on a failure, and on the healthy twin. */
function sharesOf(result: Result, failure: string, detector: string): { here: number; twin: number } {
  const matrix = matrixOf(result);
  const at = place(matrix.detectors, detector);
  const row = matrix.rows[place(matrix.failures, failure)]!;
  return {
    here: shareOf(countOf(row.letters[at]!)).value,
    twin: shareOf(countOf(matrix.twin.letters[at]!)).value,
  };
}

/** The detectors of two samples that read features and scores, and no label. */
const featureTests = ({ detectors }: Matrix) =>
  detectors.filter(({ id, family }) => family === "two-samples" && id !== "label-shift");

/** The most that any test of features rings on a failure above the twin. */
function mostAbove(result: Result, failure: string): number {
  const own = featureTests(matrixOf(result)).map(({ id }) => {
    const { here, twin } = sharesOf(result, failure, id);
    return here - twin;
  });
  return Math.max(...own);
}

const seenBy = (result: Result, failure: string) => result.hidden.find(({ id }) => id === failure)!.seenBy;

const mean = (
  id: string,
  claim: string,
  value: (result: Result) => number,
  at: "least" | "most",
  bound: number,
  params: Claim["params"] = undefined,
): Claim => ({
  id,
  claim,
  judge: "mean",
  value,
  bound: { at, value: bound },
  ...(params ? { params } : {}),
});

/** All but the last are about the stored matrix, which the seed of a run does not change. */
export const mustShow: readonly Claim[] = [
  mean(
    "unlike-cohort-hidden",
    "unlike cohort: the most that any test of features rings above the healthy twin (share of seeds)",
    (result) => mostAbove(result, "unlike-cohort"),
    "most",
    0.05,
  ),
  mean(
    "unlike-cohort-seen",
    "unlike cohort: share of seeds in which the label rate by segment rings",
    (result) => sharesOf(result, "unlike-cohort", "label-rate-by-segment").here,
    "least",
    0.8,
  ),
  mean(
    "concept-drift-hidden",
    "sudden concept drift: the most that any test of features rings above the healthy twin",
    (result) => mostAbove(result, "concept-drift-sudden"),
    "most",
    0.05,
  ),
  mean(
    "cents-seen",
    "amounts in cents: share of seeds in which row parity rings",
    (result) => sharesOf(result, "amounts-in-cents", "row-parity").here,
    "least",
    0.95,
  ),
  mean(
    "join-seen",
    "same-day join: share of seeds in which the availability audit rings",
    (result) => sharesOf(result, "same-day-batch-join", "availability-audit").here,
    "least",
    0.95,
  ),
  mean(
    "join-hidden",
    "same-day join: the most that any test of features rings above the healthy twin",
    (result) => mostAbove(result, "same-day-batch-join"),
    "most",
    0.05,
  ),
  mean(
    "dummy",
    "the dummy: the most that it rings on any failure above the healthy twin",
    (result) =>
      Math.max(
        ...matrixOf(result).failures.map(({ id }) => {
          const { here, twin } = sharesOf(result, id, DUMMY);
          return here - twin;
        }),
      ),
    "most",
    0.05,
  ),
  mean(
    "none-by-all",
    "the largest share of the detectors that see one and the same failure",
    ({ hidden, numbers }) => Math.max(...hidden.map((one) => one.seenBy)) / numbers.detectors,
    "most",
    0.5,
  ),
  mean("blind-spots", "failures that no detector sees", ({ numbers }) => numbers.blind, "least", 1),
  mean(
    "slow-hidden",
    "detectors that see the slow dependency",
    (result) => seenBy(result, "slow-dependency"),
    "most",
    0,
  ),
  mean(
    "few-suffice",
    "detectors that are needed to see all that any of them sees",
    ({ numbers }) => numbers.coverSize,
    "most",
    10,
  ),
  mean(
    "cover-beats-usual",
    "failures that the cover sees more than the usual drift tests",
    ({ numbers }) => numbers.coverSeen - numbers.usualSeen,
    "least",
    5,
  ),
  mean(
    "nobody-sees-half",
    "share of the failures that the best single detector sees",
    ({ numbers }) => numbers.bestSees / numbers.failures,
    "most",
    0.7,
  ),
  mean(
    "quiet-company-rings",
    "share of healthy companies on which at least one detector rings",
    ({ numbers }) => numbers.anyFalseAlarm,
    "least",
    0.1,
  ),
  mean(
    "and-is-mostly-quiet",
    "share of healthy companies on which at least one detector rings",
    ({ numbers }) => numbers.anyFalseAlarm,
    "most",
    0.6,
  ),
  mean(
    "estimate-blind",
    "failures that the performance estimated without labels sees",
    ({ numbers }) => numbers.estimateSees,
    "most",
    1,
  ),
  mean(
    "parity-needs-no-strength",
    "lowest strength: what row parity sees less what the next best detector sees",
    ({ alone }) => {
      const sees = (own: boolean) =>
        Math.max(...alone.filter(({ id }) => (id === "row-parity") === own).map((one) => one.sees));
      return sees(true) - sees(false);
    },
    "least",
    3,
    { strength: 0.2 },
  ),
  mean(
    "weaker-is-harder",
    "failures seen at the lowest strength, of those seen at the default",
    (result) => {
      const seen = standings(matrixOf(result)).filter((row) => row.includes("sees")).length;
      return seen / result.numbers.failures;
    },
    "most",
    0.75,
    { strength: 0.2 },
  ),
  {
    id: "as-stored",
    claim: "the row that is run anew gives every verdict that is stored for its seed",
    judge: "share",
    value: (result) => (result.worked.unlikeStored === 0 ? 1 : 0),
    bound: { at: "least", value: 1 },
  },
];
