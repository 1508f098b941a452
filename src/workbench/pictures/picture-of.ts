import type { Detector } from "../../core/contracts.ts";
import type { Answer } from "../checks.ts";
import type { Setup } from "../diagnosis.ts";
import { familyOf } from "../findings/described.ts";
import { shortTexts } from "../findings/short-texts.ts";
import * as absence from "./absence.ts";
import type { Maker } from "./context.ts";
import * as drift from "./drift.ts";
import * as errors from "./errors.ts";
import * as leaks from "./leaks.ts";
import { parity } from "./pairs.ts";
import type { Picture } from "./picture.ts";
import * as quality from "./quality.ts";
import * as who from "./who.ts";

/** What draws the findings of all detectors of a family, save those that are named one by one. */
const OF_FAMILY: Readonly<Partial<Record<Detector["family"], Maker>>> = {
  streams: errors.errorStream,
  "two-samples": drift.moved,
};

/** What draws the findings of each other check. */
const MAKERS: Readonly<Record<string, Maker>> = {
  "availability-audit": leaks.availability,
  "golden-feature": leaks.goldenFeature,
  "lag-one-day": leaks.lagged,
  "recipe-match": leaks.recipe,
  "truncation-test": leaks.truncation,
  "constant-stretch": absence.constantStretch,
  "label-maturity": absence.labelMaturity,
  "mass-over-time": absence.massOverTime,
  "missing-share": absence.missingShare,
  "missing-signal": absence.missingSignal,
  "point-mass": absence.pointMass,
  "calibration-by-segment": who.calibrationBySegment,
  "label-persistence": who.labelPersistence,
  "label-rate-by-segment": who.labelRateBySegment,
  "label-shift": who.labelShift,
  "mix-and-rate": who.mixAndRate,
  "repeated-entity": who.repeatedEntity,
  "selective-labels": who.selectiveLabels,
  "worst-segment": who.worstSegment,
  exposure: quality.exposure,
  range: drift.outOfRange,
  "calibration-over-time": errors.calibrationOverTime,
  "domain-classifier": errors.domainClassifier,
  "performance-estimate": errors.estimatedQuality,
  "random-against-time": errors.randomAgainstTime,
  "split-quality": errors.splitQuality,
  "duplicate-rows": quality.duplicates,
  lateness: quality.lateness,
  "row-parity": parity,
  schema: quality.schema,
};

/** At most so many stand beside a finding. */
const MOST = 2;

/** The pictures beside a finding, the most telling first. */
export function picturesOf(
  { check, columns, finding }: Pick<Answer, "check" | "columns" | "finding">,
  setup: Pick<Setup, "prepared" | "current" | "windows">,
): Picture[] {
  if (finding.verdict === "cannot-tell") return [];
  const family = familyOf(check);
  const make = MAKERS[check] ?? (family && OF_FAMILY[family]);
  if (!make) return [];
  const fact = (name: string) => Number(finding.facts[name] ?? Number.NaN);
  return make({ columns, finding, fact, setup })
    .filter((picture) => picture !== null)
    .slice(0, MOST)
    .map(shortTexts);
}
