import { Plot } from "../shared/plot.ts";
import { nameOf } from "./words.ts";

/** What the two pictures with one row a feature share. */
export const heightOfRows = () => 350;
export const FRAME = { marginTop: 34, marginBottom: 40 } as const;

/** End of the scale of the stability index, a root that keeps small ones apart. */
export const TOP = 3;

/** The features that moved farthest first. */
export const byStability = <R extends { stability: number }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => b.stability - a.stability);

/** Their names at the side. */
export const namesOf = (rows: readonly { feature: string; place: number }[], fill: string) => [
  Plot.text(
    rows as never[],
    {
      frameAnchor: "left",
      y: "place",
      text: (row: { feature: string }) => nameOf(row.feature),
      textAnchor: "end",
      dx: -10,
      fill,
    } as never,
  ),
];
