import type { Detector } from "../../core/contracts.ts";
import { detector, detectors } from "../../core/detectors/registry.ts";

const families = new Map(detectors.map(({ id, family }) => [id, family]));

/** The family of a detector, null for a check of the file: what holds for a whole family is said of it once. */
export const familyOf = (check: string): Detector["family"] | null => families.get(check) ?? null;

/** Whether it is one of the detectors that read the model's errors in the order of time. */
export const readsErrors = (check: string): boolean => familyOf(check) === "streams";

/** A number that a detector is run with on the page: the default of its parameter. Throws where there is none of that name. */
export function settingOf(check: string, name: string): number {
  const spec = detector(check).params[name];
  if (spec?.kind !== "number") throw new Error(`The detector “${check}” has no number “${name}”.`);
  return spec.default;
}
