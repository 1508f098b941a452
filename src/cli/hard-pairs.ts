// Two small windows with what is hard to get right: ties, spikes, sentinels, infinities, constants, rare and unseen categories, open labels.
import type { Detector, DetectorInput, Roles } from "../core/contracts.ts";
import { random } from "../core/random.ts";
import { categories, clearValid, numbers, type Table, table, times, validity } from "../core/table/table.ts";
import { hardPipelines } from "./hard-pipelines.ts";

const DAY = 86400000;
const START = 1735689600000;
const ROLES: Roles = {
  label: ["outcome"],
  score: ["score"],
  "event-time": ["at"],
  "label-known-time": ["known_at"],
};
/** The columns under test, by kind. */
const COLUMNS = {
  number: ["spike", "count", "extremes", "constant", "few"],
  category: ["many", "two"],
  time: [],
} as const;

function windowOf(rows: number, isNewer: boolean): Table {
  const source = random(isNewer ? 12 : 11);
  const of = (make: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => make(row));
  const someMissing = (values: Float64Array, share: number) => {
    const valid = validity(rows, true);
    for (let row = 0; row < rows; row++) if (source.chance(share)) clearValid(valid, row);
    return numbers(values, valid);
  };
  const shift = isNewer ? 0.3 : 0;
  const spike = of(() => {
    if (source.chance(0.42 - 0.5 * shift)) return 0;
    return source.chance(0.12) ? 5 : Math.round(100 * (4 + shift + 2 * source.normal())) / 100;
  });
  const count = of(() => {
    if (source.chance(0.03)) return 999;
    return Math.floor(source.exponential(1.4 + shift));
  });
  const extremes = of(() => {
    if (source.chance(0.04)) return source.chance(0.5) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return source.normal() * (1 + shift);
  });
  const few = of(() => (source.chance(0.02) ? 2.5 : Math.floor(6 * source.next() * source.next()) - 1));
  const many = Array.from({ length: rows }, () =>
    source.chance(0.05)
      ? null
      : `place ${Math.floor(source.exponential(16)) + (source.chance(shift) ? 40 : 0)}`,
  );
  const score = of(() => 0.05 + 0.6 * source.next() * source.next());
  const at = of((row) => START + (isNewer ? 40 : 0) * DAY + Math.floor((row / rows) * 40 * DAY));
  const end = START + 80 * DAY;
  const knownAt = at.map((time) => time + Math.floor(source.exponential(4 * DAY)));
  const arrived = validity(rows, true);
  for (let row = 0; row < rows; row++) if (knownAt[row]! > end) clearValid(arrived, row);
  return table([
    ["spike", someMissing(spike, 0.05 + shift / 4)],
    ["count", numbers(count)],
    ["extremes", someMissing(extremes, 0.05)],
    ["constant", numbers(of(() => 3))],
    ["few", someMissing(few, 0.1)],
    ["many", categories(many)],
    ["two", categories(Array.from({ length: rows }, () => (source.chance(0.3 + shift / 2) ? "yes" : "no")))],
    ["at", times(at)],
    ["known_at", times(knownAt, arrived)],
    [
      "outcome",
      numbers(
        score.map((p) => (source.chance(p * (1 + shift)) ? 1 : 0)),
        arrived,
      ),
    ],
    ["score", numbers(score)],
  ]);
}

const WINDOWS = { reference: windowOf(600, false), current: windowOf(480, true), roles: ROLES };

/**
 * What is hard for a detector that reads one column, or none: each column of a kind that it reads. For one that searches all columns
 * for people: all of them, with a score and without.
 */
export function hardPairs({ id, accepts, scope, family }: Detector): readonly DetectorInput[] {
  const pipelines = hardPipelines(id);
  if (pipelines.length > 0) return pipelines;
  if (accepts.length === 0) return [{ ...WINDOWS, columns: [] }];
  const columns = accepts.flatMap((kind) => COLUMNS[kind] as readonly string[]);
  if (scope === "column") return columns.map((column) => ({ ...WINDOWS, columns: [column] }));
  if (family !== "who") return [];
  const { score: _, ...unscored } = ROLES;
  return [ROLES, unscored].map((roles) => ({ ...WINDOWS, columns, roles }));
}
