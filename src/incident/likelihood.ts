import { CAUSES, canMeet, type Hypothesis } from "./draw.ts";
import experience from "./experience.json";

/**
 * What an expert knows before the night: how often each sign was seen under each cause, counted in practice incidents
 * (`node src/cli/run.mjs experience`). Signs are taken as independent given what lies behind (naive Bayes).
 */

/** Something that can be seen: an alert of the dashboard or a check, by name. */
export type Item = string;
export const itemOfAlert = (id: string): Item => `alert ${id}`;

type Counts = ReadonlyMap<string, number>;
type Table = { total: number; signs: ReadonlyMap<Item, Counts> };

/** As if every sign had been seen so often more: what was never seen is unlikely, not impossible. */
const PSEUDO = 0.2;

/** By what lies behind and item: the signs of the practice incidents in their order, with blanks between them. */
const practice: Readonly<Record<string, Readonly<Record<Item, string>>>> = experience;

function counted(all: Readonly<Record<Item, string>>): Table {
  const signs = new Map<Item, Map<string, number>>();
  let total = 0;
  for (const [item, texts] of Object.entries(all)) {
    const own = new Map<string, number>();
    const list = texts.split(" ");
    for (const sign of list) own.set(sign, (own.get(sign) ?? 0) + 1);
    signs.set(item, own);
    total = list.length;
  }
  return { total, signs };
}

const tables = new Map(Object.entries(practice).map(([what, all]) => [what, counted(all)]));

/** Every sign that an item has ever shown. */
const shown = new Map<Item, readonly string[]>();
for (const { signs } of tables.values())
  for (const [item, counts] of signs)
    shown.set(item, [...new Set([...(shown.get(item) ?? []), ...counts.keys()])]);

/** The signs that an item is known to show, in no order. */
export const signsOf = (item: Item): readonly string[] => shown.get(item) ?? [];

/** The sign that an item shows most often where nothing is wrong. */
const quiet = new Map<Item, string>();
for (const [item, counts] of tables.get("none")?.signs ?? [])
  quiet.set(item, [...counts].sort((a, b) => b[1] - a[1])[0]![0]);

function single(what: string, item: Item, sign: string): number {
  const table = tables.get(what);
  const kinds = signsOf(item).length + 1;
  const count = table?.signs.get(item)?.get(sign) ?? 0;
  return (count + PSEUDO) / ((table?.total ?? 0) + PSEUDO * kinds);
}

/**
 * How likely an item is to show a sign under what lies behind. For two failures it is put together from those of each: all is quiet
 * only where both are, and else it shows what either shows.
 */
export function likelihood(what: Hypothesis, item: Item, sign: string): number {
  const [first = "none", second] = what;
  if (second === undefined) return single(first, item, sign);
  const rest = quiet.get(item) ?? "";
  const one = single(first, item, rest);
  const other = single(second, item, rest);
  const both = Math.min(one, other, (one * other) / Math.max(0.05, single("none", item, rest)));
  if (sign === rest) return both;
  const loudest = (own: string) => Math.max(single(first, item, own), single(second, item, own));
  let all = 0;
  for (const own of signsOf(item)) if (own !== rest) all += loudest(own);
  if (!signsOf(item).includes(sign)) all += loudest(sign);
  return ((1 - both) * loudest(sign)) / Math.max(all, 1e-12);
}

const share = (all: readonly Hypothesis[], part: number) =>
  all.map((what) => ({ what, prior: part / all.length }));

const pairs = CAUSES.flatMap((one, i) =>
  CAUSES.slice(i + 1)
    .filter((other) => canMeet(one, other))
    .map((other) => [one.id, other.id]),
);

/** Everything that may lie behind an incident, with how often it does. */
export const HYPOTHESES: readonly { what: Hypothesis; prior: number }[] = [
  ...share([[], ["holiday"]], 0.18),
  ...share(
    CAUSES.map(({ id }) => [id]),
    0.66,
  ),
  ...share(pairs, 0.16),
];

const columns = new Map<string, Float64Array>();

/** How likely an item is to show a sign under each of the hypotheses, in their order. */
export function likelihoods(item: Item, sign: string): Float64Array {
  const key = `${item} ${sign}`;
  let column = columns.get(key);
  if (column === undefined) {
    column = Float64Array.from(HYPOTHESES, ({ what }) => likelihood(what, item, sign));
    columns.set(key, column);
  }
  return column;
}
