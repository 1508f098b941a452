import type { Picture, Unit } from "./picture.ts";
import { binWords } from "./spread.ts";
import { clockWords, inWords } from "./words.ts";

/** The numbers behind a picture: the names of the columns, and a text or a number a cell (null: there is none). */
export type PictureTable = {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
};

/** The table of a picture, with the numbers as a reader wants them. */
export function tableOf(picture: Picture): PictureTable {
  switch (picture.kind) {
    case "rates":
      return withRanges(
        "what",
        picture.unit,
        picture.items.map((item) => ({ ...item, name: item.label })),
      );
    case "spread":
      return {
        columns: [picture.axis, ...picture.sides.map(({ name }) => name)],
        rows: picture.edges
          .slice(1)
          .map((_, i) => [
            binWords(picture.edges, i),
            ...picture.sides.map(({ shares }) => inWords("share", shares[i]!)),
          ]),
      };
    case "categories":
      return {
        columns: ["category", ...picture.sides.map(({ name }) => name)],
        rows: picture.labels.map((label, i) => [
          label,
          ...picture.sides.map(({ shares }) => inWords("share", shares[i]!)),
        ]),
      };
    case "over-time":
      return withRanges(
        picture.axis,
        picture.unit,
        picture.points.map((point) => ({ ...point, name: clockWords(picture.clock, point.at) })),
      );
    case "arrival":
      return {
        columns: [`age in ${picture.unit}`, "arrived", "from", "to"],
        rows: picture.points
          .filter((_, i) => i % 4 === 0)
          .map(({ age, arrived, low, high }) => [
            Number(age.toPrecision(3)),
            inWords("share", arrived),
            inWords("share", low),
            inWords("share", high),
          ]),
      };
    case "pairs":
      return {
        columns: [picture.x, picture.y, "pair"],
        rows: picture.points.map(({ x, y, differs }) => [x, y, differs ? "differs" : "equal"]),
      };
  }
}

type Ranged = { name: string; value: number | null; low: number | null; high: number | null };

/** Numbers with the ends of their intervals, where any of them has one. */
function withRanges(first: string, unit: Unit, items: readonly Ranged[]): PictureTable {
  const say = (value: number | null) => (value === null ? null : inWords(unit, value));
  if (items.every(({ low }) => low === null))
    return { columns: [first, "value"], rows: items.map(({ name, value }) => [name, say(value)]) };
  return {
    columns: [first, "value", "from", "to"],
    rows: items.map(({ name, value, low, high }) => [name, say(value), say(low), say(high)]),
  };
}
