import { ageAt, labelDelays } from "../../core/detectors/shared/label-delays.ts";
import type { Prepared } from "../prepare.ts";
import { labelsOf } from "./file-check.ts";

/**
 * The labels that can be trusted: 1, 0 or -1 (not known, or of a row younger than the age at which 95 % of the labels have
 * arrived, where a column says when they did: among young rows the quick labels alone are there). Null without a label.
 */
export function matureLabels(prepared: Prepared): Mature | null {
  let known = remembered.get(prepared);
  if (known === undefined) {
    known = find(prepared);
    remembered.set(prepared, known);
  }
  return known;
}

type Mature = { labels: Int8Array; young: number };

/** Three checks ask for the same labels, one after the other. */
const remembered = new WeakMap<Prepared, Mature | null>();

function find(prepared: Prepared): Mature | null {
  const labels = labelsOf(prepared);
  if (labels === null) return null;
  const delays = labelDelays(prepared.table, prepared.roles);
  let young = 0;
  if (typeof delays === "string" || delays.dated < 30) return { labels, young };
  const mature = ageAt(delays.ages, delays.arrived, 0.95);
  if (!delays.waiting.includes(1)) return { labels, young };
  for (let row = 0; row < labels.length; row++)
    if (labels[row]! >= 0 && !(delays.age[row]! >= mature)) {
      labels[row] = -1;
      young++;
    }
  return { labels, young };
}
