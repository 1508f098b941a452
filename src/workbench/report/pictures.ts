import { typeset } from "../../core/export/typeset.ts";
import { heightOf, optionsOf, type Plot } from "../pictures/draw.ts";
import type { Picture } from "../pictures/picture.ts";
import { tableOf } from "../pictures/table.ts";
import { summaryOf } from "../pictures/words.ts";
import { Html, html, joined } from "./markup.ts";
import { svgDocument, svgText } from "./svg.ts";

/** A picture is drawn for a page and for a phone: nothing in the file could draw it anew, and letters must not shrink. */
const WIDTHS = [
  ["wide", 640],
  ["narrow", 340],
] as const;

/** The pattern that stands for absence in every picture of the report. */
export const HATCHING = html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.3" height="6"/></pattern></defs></svg>`;

/** A picture with its title, what it shows in words, and its numbers as a table. */
export function drawn(picture: Picture, plot: Plot | null): Html {
  const says = typeset(summaryOf(picture));
  const svgs = plot === null ? [] : WIDTHS.map(([name, width]) => svg(picture, plot, name, width, says));
  return html`<figure><figcaption>${typeset(picture.title)}</figcaption>${joined(svgs)}${numbers(picture)}</figure>`;
}

function svg(picture: Picture, plot: Plot, name: string, width: number, says: string): Html {
  const made = plot.plot({ ...optionsOf(plot, picture, width), document: svgDocument() });
  const height = heightOf(picture, width);
  return html`<div class="picture ${name}" role="img" aria-label="${says}" style="max-width:${width}px;aspect-ratio:${width}/${height}">${new Html(svgText(made))}</div>`;
}

function numbers(picture: Picture): Html {
  const { columns, rows } = tableOf(picture);
  const cells = (values: readonly (string | number | null)[]) =>
    joined(values.map((value) => html`<td>${value === null ? "–" : typeset(String(value))}</td>`));
  return html`<details><summary>The numbers</summary><table><thead><tr>${joined(
    columns.map((name) => html`<th scope="col">${name}</th>`),
  )}</tr></thead><tbody>${joined(rows.map((row) => html`<tr>${cells(row)}</tr>`))}</tbody></table></details>`;
}
