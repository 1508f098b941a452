import labelFont from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import type { PlotOptions } from "@observablehq/plot";
import type { Figure, FigureView } from "../chapters/contracts.ts";
import { loadPlot, theme } from "../chapters/shared/plot.ts";

const svgNamespace = "http://www.w3.org/2000/svg";

type Drawn = { svg: SVGSVGElement; view: FigureView };

/** Draws a figure for a width; the library must have been loaded. */
export async function preparePlot(): Promise<
  (figure: Figure<never>, result: unknown, width: number) => Drawn
> {
  const { plot } = await loadPlot();
  return (figure, result, width) => {
    const view = figure.draw(result as never, width, theme);
    const options: PlotOptions = {
      marginTop: 16,
      marginRight: 16,
      marginBottom: 36,
      marginLeft: 44,
      ...view.plot,
      width,
      height: figure.height(width),
      className: "plot",
    };
    return { svg: cleaned(plot(options)), view };
  };
}

/** What Plot has drawn, as a picture that its caption speaks for. */
export function cleaned(made: Element): SVGSVGElement {
  const svg = made instanceof SVGSVGElement ? made : made.querySelector("svg")!;
  // Its rules stand in figure.css: a style element in the page would need a hole in the security policy.
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  return svg;
}

const inlined = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "font-variant-numeric",
  "text-anchor",
  "paint-order",
  "dominant-baseline",
] as const;

/** The picture as a file of its own: the colours of the present theme written into it, with its paper, title and description. */
export function standalone(svg: SVGSVGElement, title: string, description: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [index, element] of from.entries()) {
    const style = getComputedStyle(element);
    const target = to[index]!;
    for (const property of inlined) {
      const value = style.getPropertyValue(property);
      if (value !== "") target.setAttribute(property, value);
    }
    target.removeAttribute("style");
    target.removeAttribute("class");
  }
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", svgNamespace);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.removeAttribute("aria-hidden");
  copy.setAttribute("role", "img");
  const text = (name: string, content: string) => {
    const element = document.createElementNS(svgNamespace, name);
    element.textContent = content;
    return element;
  };
  const paper = document.createElementNS(svgNamespace, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.documentElement).backgroundColor);
  const pattern = document.querySelector("#hatch")?.cloneNode(true) as SVGElement | undefined;
  if (pattern) {
    const line = document.querySelector("#hatch rect")!;
    pattern.querySelector("rect")!.setAttribute("fill", getComputedStyle(line).fill);
    copy.prepend(pattern);
  }
  copy.prepend(text("title", title), text("desc", description), paper);
  return new XMLSerializer().serializeToString(copy);
}

/** The page's own label face, inside the picture: an image may load nothing from outside. */
async function embeddedFont(): Promise<string> {
  try {
    const blob = await (await fetch(labelFont)).blob();
    const data = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
    return `<style>@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(${data})}</style>`;
  } catch {
    return "";
  }
}

/** The same as a bitmap, twice as fine as on the screen. */
export async function bitmap(svgText: string, width: number, height: number): Promise<Blob> {
  const whole = svgText.replace(/<\/svg>\s*$/, `${await embeddedFont()}</svg>`);
  const url = URL.createObjectURL(new Blob([whole], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Hands a file to the reader. */
export function download(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
