import { useMemo } from "react";
import type { Figure as FigureSpec } from "../../chapters/contracts.ts";
import type { Chart } from "../../incident/contracts.ts";
import { ChapterProvider } from "../../notebook/context.ts";
import { Figure } from "../../notebook/Figure.tsx";
import { chartFigure } from "./chart-figure.ts";
import { scopeOf } from "./scope.ts";

/** A figure of the notebook that stands outside a chapter. */
export function LooseFigure({ name, spec }: { name: string; spec: FigureSpec<never> }) {
  const scope = useMemo(() => scopeOf(name, { picture: spec }), [name, spec]);
  return (
    <ChapterProvider value={scope}>
      <Figure id="picture" />
    </ChapterProvider>
  );
}

/** The picture of a chart of the incident room, with its sentence and its numbers. */
export function ChartFigure({
  name,
  chart,
  productionAt,
}: {
  name: string;
  chart: Chart;
  productionAt: number;
}) {
  const spec = useMemo(() => chartFigure(chart, productionAt), [chart, productionAt]);
  return <LooseFigure name={name} spec={spec} />;
}
