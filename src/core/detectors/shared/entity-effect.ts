import type { DetectorInput } from "../../contracts.ts";
import { type Column, isValid } from "../../table/table.ts";
import { figure } from "../findings.ts";
import { columnWithRole, readGroups } from "./read.ts";
import { sortedValues } from "./sorted-values.ts";

/** The switch that the two-sample detectors share. */
export const ENTITIES = {
  kind: "flag",
  label: "Allow for rows of one entity",
  default: true,
  help: "Where a column says whom each row belongs to: rows of one entity that are alike count for less. Off, every row counts as independent, as in SciPy.",
} as const;

/** With fewer entities than this the effect cannot be estimated. */
const ENOUGH = 30;
/** Cuts of a column of numbers, from either window. */
const CUTS = 9;
/** Cells of entities by bins that are held at a time: 32 MB. */
const CELLS = 4_000_000;

/**
 * How many times larger the variance of the gap between two windows is than with independent rows, because rows of one entity are
 * alike: over cuts of the values (or over categories) the sum over entities of the squared gap that each adds, over what
 * independent rows would give. An entity in both windows counts once, with its two parts set against each other.
 *
 * At least 1; 1 without an entity role in both windows, with fewer than 30 entities, and where it exceeds 1 by no more than two
 * standard errors of its own estimate. A statistic that grows with the squared gap is divided by it (for chi-square the
 * first-order correction of Rao and Scott): the test keeps its level where entities are drawn independently of one another.
 *
 * Source: Rao, Scott (1981), JASA 76; Kish (1965), Survey Sampling.
 */
export function entityEffect({ reference, current, columns, roles }: DetectorInput): number {
  const before = columnWithRole(reference, roles, "entity");
  const now = current === null ? null : columnWithRole(current, roles, "entity");
  if (before === null || now === null) return 1;
  const [first, second] = [reference.columns.get(columns[0]!)!, current!.columns.get(columns[0]!)!];
  const known = effects.get(first);
  if (known && known.second === second && known.before === before && known.now === now) return known.effect;
  const effect = estimate(first, second, entitiesOf(before, now));
  effects.set(first, { second, before, now, effect });
  return effect;
}
/** A column is never changed once it is made; several detectors ask for the same two, one after the other. */
const effects = new WeakMap<Column, { second: Column; before: Column; now: Column; effect: number }>();

/** The sizes of the windows in words, with what they count for where rows of one entity are alike. */
export function sizesOf(facts: Readonly<Record<string, number | string>>): string {
  const plain = `${figure(Number(facts.m))} against ${figure(Number(facts.n))} values`;
  const effect = Number(facts.designEffect ?? 1);
  if (effect === 1) return plain;
  const [m, n] = [facts.m, facts.n].map((rows) => figure(Math.max(1, Math.round(Number(rows) / effect))));
  return `${plain}, which count for ${m} against ${n} since those of one entity are alike`;
}

type Entities = { before: Int32Array; now: Int32Array; count: number };

function entitiesOf(before: Column, now: Column): Entities {
  const known = entities.get(before);
  if (known && known.of === now) return known.found;
  const first = readGroups(before);
  const second = readGroups(now);
  // Matched by name or value: the same customer may have another number in the other table.
  const names = new Map<string | number, number>();
  const number = (column: Column, groups: Int32Array, count: number): Int32Array => {
    const own = new Int32Array(count).fill(-1);
    const result = new Int32Array(groups.length);
    for (let row = 0; row < groups.length; row++) {
      const group = groups[row]!;
      if (group >= 0 && own[group] === -1) {
        const name = column.kind === "category" ? column.categories[group]! : column.values[row]!;
        if (!names.has(name)) names.set(name, names.size);
        own[group] = names.get(name)!;
      }
      result[row] = group < 0 ? -1 : own[group]!;
    }
    return result;
  };
  const found = {
    before: number(before, first.groups, first.count),
    now: number(now, second.groups, second.count),
    count: 0,
  };
  found.count = names.size;
  entities.set(before, { of: now, found });
  return found;
}
const entities = new WeakMap<Column, { of: Column; found: Entities }>();

/** The bin of each row, -1 where the value is missing, and whether bins are cuts of an order. */
type Bins = { before: Int32Array; now: Int32Array; count: number; ordered: boolean };

function estimate(first: Column, second: Column, { before, now, count }: Entities): number {
  const bins =
    first.kind === "category" && second.kind === "category"
      ? categoryBins(first, second)
      : first.kind !== "category" && second.kind !== "category"
        ? numberBins(first, second)
        : null;
  if (bins === null) return 1;
  const sides = [
    { owner: before, bin: bins.before, sign: -1 },
    { owner: now, bin: bins.now, sign: 1 },
  ];
  const sizes = [0, 0];
  const totals = new Float64Array(bins.count);
  for (const [side, { owner, bin }] of sides.entries())
    for (let row = 0; row < bin.length; row++) {
      if (bin[row]! < 0 || owner[row]! < 0) continue;
      sizes[side]!++;
      totals[bin[row]!]!++;
    }
  const [m, n] = sizes as [number, number];
  if (m === 0 || n === 0) return 1;
  const shares = totals.map((total) => total / (m + n));
  if (bins.ordered) for (let b = 1; b < bins.count; b++) shares[b]! += shares[b - 1]!;
  const used = shares.map((share) => (share > 0 && share < 1 - 1e-12 ? 1 : 0));
  const squares = new Float64Array(bins.count);
  let [seen, spread] = [0, 0];
  // A part of the entities at a time, so that what they add by bin stays small whatever their number.
  const part = Math.max(1, Math.floor(CELLS / bins.count));
  for (let first = 0; first < count; first += part) {
    const last = Math.min(first + part, count);
    // Of each entity side by side: the weight of its rows, the sum of their squares, and what it adds in each bin.
    const wide = bins.count + 2;
    const own = new Float64Array((last - first) * wide);
    for (const [side, { owner, bin, sign }] of sides.entries()) {
      const weight = sign / sizes[side]!;
      for (let row = 0; row < bin.length; row++) {
        const e = owner[row]!;
        if (bin[row]! < 0 || e < first || e >= last) continue;
        const from = (e - first) * wide;
        own[from]! += weight;
        own[from + 1]! += weight * weight;
        own[from + 2 + bin[row]!]! += weight;
      }
    }
    for (let e = 0; e < last - first; e++) {
      const from = e * wide + 2;
      const weight = own[from - 2]!;
      const variance = own[from - 1]!;
      if (variance === 0) continue;
      seen++;
      spread += variance * variance;
      if (bins.ordered) for (let b = 1; b < bins.count; b++) own[from + b]! += own[from + b - 1]!;
      for (let b = 0; b < bins.count; b++) {
        const gap = own[from + b]! - shares[b]! * weight;
        squares[b]! += gap * gap;
      }
    }
  }
  if (seen < ENOUGH) return 1;
  const independent = 1 / m + 1 / n;
  let [sum, expected] = [0, 0];
  for (let b = 0; b < bins.count; b++) {
    if (used[b] === 0) continue;
    // Chi-square weighs a category by the inverse of its share.
    const scale = bins.ordered ? 1 : 1 / shares[b]!;
    sum += squares[b]! * scale;
    expected += shares[b]! * (1 - shares[b]!) * independent * scale;
  }
  if (expected === 0) return 1;
  const effect = sum / expected;
  return effect > 1 + (2 * Math.sqrt(2 * spread)) / independent ? effect : 1;
}

function numberBins(first: Column, second: Column): Bins | null {
  if (first.kind === "category" || second.kind === "category") return null;
  const cuts = new Set<number>();
  for (const sorted of [sortedValues(first), sortedValues(second)])
    for (let k = 1; k <= CUTS; k++)
      if (sorted.length > 0) cuts.add(sorted[Math.floor((k * sorted.length) / (CUTS + 1))]!);
  const borders = Float64Array.from(cuts).sort();
  const binsOf = ({ values, valid }: typeof first): Int32Array => {
    const bins = new Int32Array(values.length);
    for (let row = 0; row < bins.length; row++) {
      const value = values[row]!;
      let low = 0;
      let high = borders.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (borders[middle]! < value) low = middle + 1;
        else high = middle;
      }
      bins[row] = isValid(valid, row) && !Number.isNaN(value) ? low : -1;
    }
    return bins;
  };
  return { before: binsOf(first), now: binsOf(second), count: borders.length + 1, ordered: true };
}

function categoryBins(first: Column, second: Column): Bins | null {
  if (first.kind !== "category" || second.kind !== "category") return null;
  const names = new Map<string, number>();
  for (const name of [...first.categories, ...second.categories])
    if (!names.has(name)) names.set(name, names.size);
  const binsOf = ({ codes, categories, valid }: typeof first): Int32Array => {
    const own = Int32Array.from(categories, (name) => names.get(name)!);
    const bins = new Int32Array(codes.length);
    for (let row = 0; row < bins.length; row++) bins[row] = isValid(valid, row) ? own[codes[row]!]! : -1;
    return bins;
  };
  return { before: binsOf(first), now: binsOf(second), count: names.size, ordered: false };
}
