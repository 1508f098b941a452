/** What a chapter's folder promises to the notebook. Types alone. */
import type { PlotOptions } from "@observablehq/plot";
import type { ParamTable, ParamValues } from "../core/contracts.ts";
import type { Table } from "../core/table/table.ts";

/** Colours as CSS values (`var(--training)` ...), so that a drawn figure follows the theme by itself. */
export type Theme = {
  ink: string;
  quiet: string;
  rule: string;
  paper: string;
  training: string;
  production: string;
  alarm: string;
  calm: string;
};

export type FigureTable = {
  columns: readonly { key: string; label: string; unit?: string }[];
  rows: readonly Readonly<Record<string, number | string | null>>[];
};

export type FigureView = {
  /** Width, height, margins, font and background are the notebook's; the rest is the figure's. */
  plot: PlotOptions;
  /** The figure's conclusion in one sentence, from these very data. */
  summary: string;
  table: FigureTable;
};

export type Figure<R> = {
  title: string;
  /** The parts of the result it draws; it is redrawn when one of them is new. */
  needs: readonly (keyof R & string)[];
  /** Height in pixels for a width in pixels. It depends on the width alone, so that nothing jumps. */
  height(width: number): number;
  draw(result: R, width: number, theme: Theme): FigureView;
};

/** `figures.ts` of a chapter exports `figures`. */
export type Figures<R> = Readonly<Record<string, Figure<R>>>;

/**
 * `on-page.ts` of a chapter exports `onPage`: parts of the result that follow from other parts and from the parameters that only the
 * page reads (`pageOnly` in the manifest). It runs on the page, at every move of such a parameter: a millisecond at most.
 */
export type OnPage<R = never> = {
  /** The parts of the result that it reads. */
  needs: readonly (keyof R & string)[];
  /** The parts that it adds. */
  parts: readonly string[];
  work(result: R, params: ParamValues): Readonly<Record<string, unknown>>;
};

/** `scenario.ts` of a chapter exports `scenario`: the data of this very setting, by file name, as a person can download them. */
export type Scenario = (params: ParamValues, seed: number) => Readonly<Record<string, Table>>;

/** `terms.ts` of a chapter exports, as its default, the terms that the chapter explains first: by slug, the term and its meaning. */
export type Terms = Readonly<Record<string, { term: string; meaning: string }>>;

export type { ParamTable };
