import { type Markish, Plot, productionDot, theme, trainingDot } from "../shared/plot.ts";
import type { GroupId } from "./result.ts";

type Row = Readonly<Record<string, unknown>>;
type At = { x: string; y: string; r?: number };

/** Training: blue circle. Production: ochre diamond, filled for the new customers, open for the others. */
export function groupDot(group: GroupId, rows: readonly Row[], at: At): Markish {
  if (group === "training") return trainingDot(rows, at);
  if (group === "new") return productionDot(rows, at);
  const { r = 5, ...place } = at;
  return Plot.dot(
    rows as Row[],
    {
      ...place,
      r: r - 0.5,
      symbol: "square",
      rotate: 45,
      fill: theme.paper,
      stroke: theme.production,
      strokeWidth: 1.6,
    } as never,
  );
}

export const groupColor = (group: GroupId): string =>
  group === "training" ? theme.training : theme.production;
