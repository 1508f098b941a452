import type { PlotOptions } from "@observablehq/plot";
import type { Draw, Plot } from "./draw-parts.ts";
import { drawArrival, drawPairs, drawSpread } from "./draw-plane.ts";
import { drawCategories, drawRates } from "./draw-rows.ts";
import { drawOverTime } from "./draw-time.ts";
import type { Picture } from "./picture.ts";

export type { Plot } from "./draw-parts.ts";

const DRAW: { readonly [K in Picture["kind"]]: Draw<Extract<Picture, { kind: K }>> } = {
  rates: drawRates,
  categories: drawCategories,
  spread: drawSpread,
  "over-time": drawOverTime,
  arrival: drawArrival,
  pairs: drawPairs,
};

/** The height of a picture at a width, in pixels: known before it is drawn, so that nothing moves when it is. */
export const heightOf = (picture: Picture, width: number): number =>
  (DRAW[picture.kind] as Draw<Picture>).height(picture, width);

/** What Plot is to draw, at a width in pixels. */
export const optionsOf = (plot: Plot, picture: Picture, width: number): PlotOptions => ({
  ...(DRAW[picture.kind] as Draw<Picture>).options(plot, picture, width),
  width,
  height: heightOf(picture, width),
  className: "plot",
});
