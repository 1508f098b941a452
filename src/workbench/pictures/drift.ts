import { readNumbers } from "../../core/detectors/shared/read.ts";
import { type CategoryColumn, isValid, type Table } from "../../core/table/table.ts";
import { type Context, type Maker, short } from "./context.ts";
import type { CategoriesPicture, SpreadPicture } from "./picture.ts";
import { spreadOf } from "./spread.ts";

/** So many categories are drawn, those in which most rows lie. */
const MOST = 10;

/** How the rows of both windows spread over the values of a column; null where they cannot be laid side by side. */
export function twoWindows(
  name: string,
  reference: Table,
  current: Table | null,
  borders: SpreadPicture["borders"] = [],
): SpreadPicture | CategoriesPicture | null {
  const [a, b] = [reference.columns.get(name), current?.columns.get(name)];
  if (!a || !b || a.kind !== b.kind || a.kind === "time") return null;
  if (a.kind === "category" && b.kind === "category") return byCategory(name, a, b);
  return spreadOf(
    `Share of the rows by “${short(name)}”`,
    short(name),
    [
      { name: "older", tone: "older", values: readNumbers(a) },
      { name: "newer", tone: "newer", values: readNumbers(b) },
    ],
    borders,
  );
}

function byCategory(name: string, a: CategoryColumn, b: CategoryColumn): CategoriesPicture | null {
  const [before, after] = [categoryShares(a), categoryShares(b)];
  const size = (text: string) => (before.get(text) ?? 0) + (after.get(text) ?? 0);
  // Those that moved furthest are shown, in the order of their size.
  const labels = [...new Set([...before.keys(), ...after.keys()])]
    .filter((text) => size(text) > 0)
    .sort((x, y) => moved(y) - moved(x) || size(y) - size(x))
    .slice(0, MOST)
    .sort((x, y) => size(y) - size(x));
  function moved(text: string): number {
    return Math.abs((before.get(text) ?? 0) - (after.get(text) ?? 0));
  }
  if (labels.length === 0) return null;
  const side = (tone: "older" | "newer", shares: ReadonlyMap<string, number>) => ({
    name: tone,
    tone,
    shares: labels.map((text) => shares.get(text) ?? 0),
  });
  return {
    kind: "categories",
    title: `Share of the rows by “${short(name)}”`,
    labels: labels.map((text) => short(text === "" ? "(empty)" : text, 32)),
    sides: [side("older", before), side("newer", after)],
  };
}

function categoryShares({ codes, categories, valid }: CategoryColumn): Map<string, number> {
  const counts = new Float64Array(categories.length);
  let there = 0;
  for (let row = 0; row < codes.length; row++) {
    if (!isValid(valid, row)) continue;
    counts[codes[row]!]!++;
    there++;
  }
  return new Map(categories.map((name, code) => [name, counts[code]! / Math.max(there, 1)]));
}

const ofColumn = ({ columns, setup: { windows } }: Context, borders: SpreadPicture["borders"] = []) =>
  columns.length === 1 ? twoWindows(columns[0]!, windows.reference, windows.current, borders) : null;

/** A column that spreads otherwise than it did. */
export const moved: Maker = (context) => [ofColumn(context)];

/** A column with values that the older rows never held: the borders of what they held are drawn. */
export const outOfRange: Maker = (context) => {
  const [low, high] = context.finding.at;
  return [
    ofColumn(context, [
      ...(context.fact("below") > 0 ? [{ at: low!, says: "lowest before" }] : []),
      ...(context.fact("above") > 0 ? [{ at: high!, says: "highest before" }] : []),
    ]),
  ];
};
