import type { Detector, Role } from "../../core/contracts.ts";
import { thin } from "../../core/export/typeset.ts";
import type { Setting } from "../../core/report-card/cases.ts";

/** The families in the order of the list, with what their detectors ask. */
export const families: Readonly<Record<Detector["family"], { name: string; asks: string }>> = {
  "two-samples": { name: "Two samples", asks: "Do the newer rows look like the older ones?" },
  streams: { name: "Streams", asks: "When did it change, seen one row at a time?" },
  time: { name: "Time", asks: "Did a row read what nobody could have known?" },
  absence: { name: "Absence", asks: "Is a silence, or a default, saying something?" },
  who: { name: "Who", asks: "For which people does it go wrong?" },
  "without-labels": { name: "Without labels", asks: "How good is the model before the truth is known?" },
  pipelines: { name: "Pipelines", asks: "Do two systems hold the same rows?" },
};

const roles: Readonly<Partial<Record<Role, string>>> = {
  "event-time": "the time of each event",
  label: "a label",
  "label-known-time": "when each label became known",
  "feature-known-time": "when each value became known",
  entity: "whom each row belongs to",
  score: "the model’s score",
  decision: "the decision that was taken",
  segment: "a segment",
  key: "a key of the row",
  split: "the split that a row belongs to",
};

const kinds = { number: "numbers", category: "categories", time: "times" } as const;

/** What a detector must be given, as one sentence. */
export function needsOf({ windows, scope, accepts, needs }: Detector): string {
  const tables = windows === 2 ? "An older and a newer window of rows" : "One table of rows";
  const read = accepts.map((kind) => kinds[kind]).join(" or ");
  const columns =
    read === "" ? "" : scope === "column" ? `, a column of ${read}` : `, columns of ${read}, read together`;
  const further = needs.map((role) => roles[role] ?? role);
  return `${tables}${columns}${further.length > 0 ? `; ${further.join(", ")}` : ""}.`;
}

export const settings: Readonly<Record<Setting, { where: string; pairs: string; what: string }>> = {
  independent: {
    where: "independent rows",
    pairs: "independent pairs",
    what: "Both windows come from one source, and no row has to do with another: what the theory of a test asks for.",
  },
  payments: {
    where: "a healthy payments company",
    pairs: "payments",
    what: "Customers pay again and again, so that their rows are alike, and the detectors are told whom each row belongs to. An allowance for that is more than enough here: a customer who leaves is followed by one of the same habits, which a file does not show.",
  },
};

export const text = {
  all: "All detectors",
  unknown: (id: string) => `There is no detector called “${id}”.`,
  computes: "What it computes",
  needs: "Needs",
  blind: "Blind to",
  sees: "Nothing among the faults of this notebook is hidden from it on principle.",
  cost: "A false alarm costs",
  source: "Source",
  example: "Try it",
  exampleHelp:
    "Seeded rows, judged in a worker at the detector’s default parameters: once with something wrong, once without.",
  what: "What goes wrong",
  rows: "Rows",
  another: "Another sample",
  broken: "with it",
  healthy: "without it",
  rings: "How often it rings",
  parameters: "Parameters",
  noParameters: "It has none.",
  notMeasured: "The report card does not hold this detector yet: npm run report-card measures it.",
} as const;

/** A share as per cent, with a decimal below ten. */
export function share(value: number): string {
  const percent = 100 * value;
  const digits = percent.toFixed(percent < 9.95 || percent > 99 ? 1 : 0);
  return `${digits.replace(/\.0$/, "")}${thin}%`;
}
