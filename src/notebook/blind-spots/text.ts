import type { Count, Standing } from "../../core/matrix/matrix.ts";
import { shareOf } from "../../core/matrix/matrix.ts";
import { thin } from "../format.ts";

/** The words of the matrix. */
export const text = {
  title: "Failures in rows, alarms in columns",
  views: { matrix: "Matrix", list: "One failure", table: "Table" },
  view: "Show as",
  filters: "Order and filter",
  rowOrder: "Failures",
  columnOrder: "Detectors",
  orders: { book: "by kind", rings: "by how much is seen", similar: "like beside like" },
  family: "Family",
  group: "Kind of failure",
  all: "all",
  onlyBlind: "only what no detector sees",
  onlyBetter: "only detectors that see something",
  twin: "Healthy twin",
  twinSays: "Nothing is wrong here: whatever rings is a false alarm.",
  compute: "Compute it here",
  cancel: "Stop",
  showStored: "Show the stored matrix",
  csv: "CSV",
  close: "Close",
  nothing: "No failure and no detector is left by these filters.",
  standings: {
    sees: "sees it",
    hears: "hears something",
    unclear: "too few seeds to say",
    "false-alarm": "false alarm",
    "cannot-tell": "cannot tell",
    silent: "silent",
  } satisfies Record<Standing, string>,
  standingSays: {
    sees: "It sees this failure: it rings in at least half of the seeds, and clearly more often than on the healthy twin.",
    hears: "It hears something: more often than on the healthy twin, but in fewer than half of the seeds.",
    unclear: "It rings more often than on the healthy twin, but in so few seeds that it may be luck.",
    "false-alarm":
      "A false alarm: it rings, but no more often than where nothing is wrong, as far as these seeds can tell.",
    "cannot-tell": "It cannot judge this: it lacks what it would have to read.",
    silent: "It is silent.",
  } satisfies Record<Standing, string>,
} as const;

/** The families as headings over columns. */
export const FAMILY_NAMES: Readonly<Record<string, string>> = {
  "two-samples": "Two samples",
  absence: "Absence",
  pipelines: "Pipelines",
  "without-labels": "No labels",
  who: "Who",
  streams: "Streams",
  time: "Time",
};

/** Names that would make the column heads too tall. */
const SHORT: Readonly<Record<string, string>> = {
  "kolmogorov-smirnov": "Kolmogorov–Smirnov",
  "population-stability": "Population stability",
  "performance-estimate": "Estimate (CBPE)",
  "cramer-von-mises": "Cramér–von Mises",
  "anderson-darling": "Anderson–Darling",
  "mann-whitney": "Mann–Whitney",
  "chi-square": "Chi-square",
  "jensen-shannon": "Jensen–Shannon",
  wasserstein: "Wasserstein",
  "periodic-dummy": "Dummy",
  "label-rate-by-segment": "Rate by segment",
  "calibration-by-segment": "Calibration by segm.",
  lateness: "Lateness",
  range: "Out of range",
  schema: "Schema, volume",
};

/** A detector's name over its column. */
export const shortName = ({ id, name }: { id: string; name: string }): string => SHORT[id] ?? name;

const whole = (share: number) => Math.round(100 * share);

export const percent = (share: number): string => `${whole(share)}${thin}%`;

/** "38 of 40 seeds: 95 % (84 to 99 %)". */
export function shareWords(count: Count): string {
  const { value, low, high } = shareOf(count);
  return `${count.rings} of ${count.seeds} seeds: ${percent(value)} (${whole(low)} to ${percent(high)})`;
}

/** What a cell says, in one sentence without names. */
export function cellWords(broken: Count, twin: Count, standing: Standing): string {
  if (broken.seeds === 0) return "not computed yet";
  const share = (count: Count) => percent(shareOf(count).value);
  const mute = broken.mute > 0 ? `, cannot tell in ${percent(broken.mute / broken.seeds)}` : "";
  return `rings in ${share(broken)}${mute}, on the healthy twin in ${share(twin)}: ${text.standings[standing]}`;
}

/** A code such as "could-be-chance" as words. */
export const reasonWords = (reason: string): string => reason.replaceAll("-", " ");
