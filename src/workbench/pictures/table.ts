import type { Picture } from "./picture.ts";
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
    case "rates": {
      const say = (value: number | null) => (value === null ? null : inWords(picture.unit, value));
      return {
        columns: ["", "value", "from", "to"],
        rows: picture.items.map(({ label, value, low, high }) => [label, say(value), say(low), say(high)]),
      };
    }
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
        columns: ["", ...picture.sides.map(({ name }) => name)],
        rows: picture.labels.map((label, i) => [
          label,
          ...picture.sides.map(({ shares }) => inWords("share", shares[i]!)),
        ]),
      };
    case "over-time": {
      const say = (value: number | null) => (value === null ? null : inWords(picture.unit, value));
      return {
        columns: [picture.axis, "value", "from", "to"],
        rows: picture.points.map(({ at, value, low, high }) => [
          clockWords(picture.clock, at),
          say(value),
          say(low),
          say(high),
        ]),
      };
    }
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
        columns: [picture.x, picture.y, ""],
        rows: picture.points.map(({ x, y, differs }) => [x, y, differs ? "differs" : "equal"]),
      };
  }
}
