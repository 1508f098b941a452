import type { Roles } from "../contracts.ts";
import { sortedOrder } from "../table/group.ts";
import {
  type CategoryColumn,
  type Column,
  isValid,
  type NumberColumn,
  type Table,
  type TimeColumn,
  take,
} from "../table/table.ts";
import { isMissing } from "./check.ts";
import { dailyCounts, daysOf, shareOf } from "./measures.ts";
import type { Rule, RuleSet, ShareRule } from "./types.ts";

export type LearnSettings = {
  /** How far a range is opened at either end, as a share of its width; and a lateness beyond the latest. */
  slack: number;
  /** How many standard deviations of the reference's days a batch may lie off their mean. */
  deviations: number;
  /** See {@link RuleSet}. */
  stopAbove: number;
};

export const LEARN_DEFAULTS: LearnSettings = { slack: 0.1, deviations: 4, stopAbove: 1 };

/** With fewer whole days nothing is learned about batches. */
export const LEAST_DAYS = 7;
/** A text with more distinct values than this, or of which more than this share of rows is new every time, is no list. */
const MOST_VALUES = 200;
const NEW_VALUES = 0.01;
/** A value that is rarer than this gets no rule about its share: its days scatter too much. */
const LEAST_SHARE = 0.05;
const HOUR = 3600000;
const NO_RULES = ["ignore", "label", "label-known-time", "score", "decision", "split"] as const;

type New<R = Rule> = R extends Rule ? Omit<R, "id" | "on" | "from"> : never;

/**
 * Rules from a batch of rows that are believed to be right. Column by column: it is there and of its kind; never empty where it never was, else at most
 * so often; numbers within their range, opened by `slack` of its width (but never over zero where no value lay beyond it, and not at all where the column
 * has two values or fewer), above zero where all were; texts from the list that occurred, unless new ones occur all the time (Good and Turing's
 * share of values seen once, over 1 %); a key unique; times in order where they were; arrivals after their event, and no later than the latest.
 * With at least seven whole days (UTC; a cut first and last day is left out) also: rows a day, and the share of each value of a list that 5 % of the
 * rows hold, within `deviations` standard deviations of the days' mean (at least those of independent rows).
 *
 * Roles say what a column is for: labels, scores and decisions get no rules. O(rows x columns). Throws for settings below 0.
 * Source: own rules, after Breck et al. (2019), MLSys, and Schelter et al. (2018), PVLDB 11(12).
 */
export function learnRules(table: Table, roles: Roles, settings: Partial<LearnSettings> = {}): RuleSet {
  const { slack, deviations, stopAbove } = { ...LEARN_DEFAULTS, ...settings };
  for (const [name, value] of Object.entries({ slack, deviations, stopAbove }))
    if (!(value >= 0)) throw new Error(`“${name}” is ${value}; it must be 0 or more.`);
  const has = (role: keyof Roles, name: string) => roles[role]?.includes(name) ?? false;
  const eventName = roles["event-time"]?.[0];
  const event = eventName === undefined ? undefined : table.columns.get(eventName);
  // What is said of days is read from the rows in order of time.
  const byTime = event?.kind === "time" ? inTime(table, event) : table;
  const clock = eventName === undefined ? undefined : byTime.columns.get(eventName);
  const days = clock?.kind === "time" ? wholeDays(clock, byTime.rows) : null;
  const rules: New[] = [];
  for (const [name, column] of table.columns) {
    if (NO_RULES.some((role) => has(role, name)) || table.rows === 0) continue;
    rules.push({ rule: "kind", column: name, kind: column.kind });
    rules.push(...emptiness(name, byTime.columns.get(name)!, byTime.rows, days, deviations));
    if (has("key", name)) continue;
    if (column.kind === "number") rules.push(...numberRules(name, column, slack));
    else if (column.kind === "category")
      rules.push(...textRules(name, byTime.columns.get(name)! as CategoryColumn, days, deviations));
    else if (
      event?.kind === "time" &&
      eventName !== undefined &&
      name !== eventName &&
      has("feature-known-time", name)
    )
      rules.push(...arrivalRules(name, column, eventName, event, slack));
    if (name === eventName && column.kind === "time") {
      if (inOrder(column)) rules.push({ rule: "order", column: name });
      const counts = dailyCounts(column, table.rows).slice(1, -1);
      if (days !== null) rules.push({ rule: "rows", column: name, ...around(counts, deviations, 0) });
    }
  }
  const key = (roles.key ?? []).filter((name) => table.columns.has(name));
  if (key.length > 0 && key.length === roles.key!.length) rules.push({ rule: "unique", columns: key });
  return {
    stopAbove,
    learnedFrom: { rows: table.rows, days: days?.length ?? 0, slack, deviations },
    rules: named(rules),
  };
}

/** The rows that have a time, in its order; the very table where all have and stand so. */
function inTime(table: Table, event: TimeColumn): Table {
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++)
    if (isValid(event.valid, row) && Number.isFinite(event.values[row]!)) rows.push(row);
  if (rows.length === table.rows && inOrder(event)) return table;
  const order = sortedOrder(Float64Array.from(rows, (row) => event.values[row]!));
  return take(
    table,
    order.map((place) => rows[place]!),
  );
}

/** Gives every rule an id of its kind and column, unique in the set. */
function named(rules: readonly New[]): Rule[] {
  const taken = new Set<string>();
  return rules.map((rule) => {
    const about = rule.rule === "unique" ? rule.columns.join("+") : rule.column;
    const detail = rule.rule === "share" && rule.of === "value" ? `:${rule.value}` : "";
    const base = `${about}${detail}:${rule.rule}`;
    let id = base;
    for (let i = 2; taken.has(id); i++) id = `${base}:${i}`;
    taken.add(id);
    return { id, on: true, from: "learned", ...rule } as Rule;
  });
}

export type Stretch = { from: number; to: number };

/** The rows of each whole day where rows stand in order of time, the first and the last day left out; null with fewer than seven. */
export function wholeDays(column: TimeColumn, rows: number): Stretch[] | null {
  const day = daysOf(column, rows);
  const stretches: Stretch[] = [];
  for (let row = 0; row < rows; row++) {
    if (Number.isNaN(day[row]!) || (row > 0 && day[row]! < day[row - 1]!)) return null;
    if (row === 0 || day[row] !== day[row - 1]) stretches.push({ from: row, to: row });
    stretches.at(-1)!.to = row + 1;
  }
  const whole = stretches.slice(1, -1);
  return whole.length >= LEAST_DAYS ? whole : null;
}

/**
 * The mean of the days and so many of their standard deviations to either side, not below 0; `least` is the smallest deviation that is
 * believed.
 */
export function around(
  days: readonly number[],
  deviations: number,
  least: number,
): { min: number; max: number } {
  const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
  const squares = days.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
  const deviation = Math.max(least, Math.sqrt(squares / Math.max(1, days.length - 1)));
  return { min: Math.max(0, mean - deviations * deviation), max: mean + deviations * deviation };
}

type Shared = Pick<ShareRule, "of" | "value" | "than">;

/** A rule about a share, from its value on each day. A share is at most 1. */
export function shareRule(
  name: string,
  column: Column,
  about: Shared,
  days: readonly Stretch[],
  deviations: number,
): New<ShareRule> {
  const shares = days
    .map(({ from, to }) => shareOf(about, column, from, to))
    .filter((one) => !Number.isNaN(one));
  const rows = days.reduce((sum, { from, to }) => sum + to - from, 0) / days.length;
  const mean = shares.reduce((sum, one) => sum + one, 0) / Math.max(1, shares.length);
  const { min, max } = around(shares, deviations, Math.sqrt((mean * (1 - mean)) / rows));
  return {
    rule: "share",
    column: name,
    ...about,
    min: about.of === "missing" ? 0 : min,
    max: Math.min(1, max),
  };
}

function emptiness(
  name: string,
  column: Column,
  rows: number,
  days: readonly Stretch[] | null,
  deviations: number,
): New[] {
  let missing = 0;
  for (let row = 0; row < rows; row++) if (isMissing(column, row)) missing++;
  if (missing === 0) return [{ rule: "present", column: name }];
  if (days === null || missing === rows) return [];
  return [shareRule(name, column, { of: "missing", value: null, than: null }, days, deviations)];
}

function numberRules(name: string, { values, valid }: NumberColumn, slack: number): New[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const distinct = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!isValid(valid, row) || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    if (distinct.size < 3) distinct.add(value);
  }
  if (low > high) return [];
  const open = distinct.size <= 2 ? 0 : slack * (high - low);
  const rules: New[] = [
    {
      rule: "range",
      column: name,
      min: low >= 0 ? Math.max(0, low - open) : low - open,
      max: high <= 0 ? Math.min(0, high + open) : high + open,
    },
  ];
  if (low > 0) rules.push({ rule: "compare", column: name, is: ">", to: 0, other: null });
  return rules;
}

function textRules(
  name: string,
  { codes, categories, valid }: CategoryColumn,
  days: readonly Stretch[] | null,
  deviations: number,
): New[] {
  const counts = new Float64Array(categories.length);
  let rows = 0;
  for (let row = 0; row < codes.length; row++) {
    if (!isValid(valid, row)) continue;
    counts[codes[row]!]!++;
    rows++;
  }
  let [once, distinct] = [0, 0];
  for (const count of counts) {
    if (count === 1) once++;
    if (count > 0) distinct++;
  }
  if (rows === 0 || distinct > MOST_VALUES || once / rows > NEW_VALUES) return [];
  const values = categories.filter((_, code) => counts[code]! > 0).sort();
  const rules: New[] = [{ rule: "known", column: name, values }];
  if (days !== null && distinct > 1)
    for (const value of values)
      if (counts[categories.indexOf(value)]! / rows >= LEAST_SHARE)
        rules.push(
          shareRule(
            name,
            { kind: "category", codes, categories, valid },
            { of: "value", value, than: null },
            days,
            deviations,
          ),
        );
  return rules;
}

function arrivalRules(
  name: string,
  arrived: TimeColumn,
  eventName: string,
  event: TimeColumn,
  slack: number,
): New[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < arrived.values.length; row++) {
    if (!isValid(arrived.valid, row) || !isValid(event.valid, row)) continue;
    const lag = arrived.values[row]! - event.values[row]!;
    if (lag < first) first = lag;
    if (lag > last) last = lag;
  }
  if (first > last) return [];
  const rules: New[] = [];
  if (first >= 0) rules.push({ rule: "compare", column: name, is: ">=", to: null, other: eventName });
  if (last >= 0)
    rules.push({ rule: "arrival", column: name, event: eventName, hours: (last * (1 + slack)) / HOUR });
  return rules;
}

function inOrder({ values, valid }: TimeColumn): boolean {
  let above = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    if (!isValid(valid, row)) continue;
    if (values[row]! < above) return false;
    above = values[row]!;
  }
  return true;
}
