import type { Picture } from "./picture.ts";

/** The size of a small picture, in the units of its view box. */
export const WIDTH = 320;
export const HEIGHT = 84;
export const BAR = 12;

/** What is drawn, by its part: `older` and `newer` bars, a `line`, a `marked` stretch, a `rate-bar` with its `line` as whisker. */
export type Shape =
  | { part: string; kind: "rect"; x: number; y: number; width: number; height: number }
  | { part: string; kind: "path"; d: string };

/** One drawing with what it shows in words; a picture of rates has one for each of its rates. */
export type Drawing = { height: number; shapes: readonly Shape[]; says: string };

export const percent = (share: number): string =>
  share === 0 || share === 1 ? `${100 * share} %` : `${(100 * share).toFixed(1)} %`;

/** A rate as its sentence has it: a ROC AUC is no share of anything. */
export const rateText = (what: string, rate: number): string =>
  what.startsWith("ROC AUC") ? rate.toFixed(3) : percent(rate);

/** The drawings of a picture. The page and the report lay them out, each in its own way. */
export function drawingsOf(picture: Picture): readonly Drawing[] {
  if (picture.kind === "rates") return rates(picture);
  return [picture.kind === "two-shares" ? twoShares(picture) : overTime(picture)];
}

/** Rates as bars with their interval as a whisker, on one scale. */
function rates({ what, items }: Extract<Picture, { kind: "rates" }>): readonly Drawing[] {
  const most = Math.max(...items.map((item) => item.high), 1e-9);
  const x = (share: number) => (share / most) * WIDTH;
  return items.map(({ label, rate, low, high }) => ({
    height: BAR,
    says: `${label}: ${rateText(what, rate)}, 95 % interval ${rateText(what, low)} to ${rateText(what, high)}`,
    shapes: [
      { part: "rate-bar", kind: "rect", x: 0, y: 1, width: x(rate), height: BAR - 2 },
      {
        part: "line",
        kind: "path",
        d: `M${x(low)},${BAR / 2}H${x(high)}M${x(low)},2V${BAR - 2}M${x(high)},2V${BAR - 2}`,
      },
    ],
  }));
}

function twoShares({
  column,
  labels,
  reference,
  current,
}: Extract<Picture, { kind: "two-shares" }>): Drawing {
  const most = Math.max(...reference, ...current, 1e-9);
  const step = WIDTH / labels.length;
  const width = Math.max(step * 0.36, 1);
  const bar = (part: string, share: number, x: number): Shape => {
    const height = (share / most) * (HEIGHT - 2);
    return { part, kind: "rect", x, y: HEIGHT - height, width, height };
  };
  return {
    height: HEIGHT,
    says: `Shares of the rows by ${column}, older beside newer, from ${labels[0]} to ${labels.at(-1)}`,
    shapes: labels.flatMap((_, i) => [
      bar("older", reference[i]!, i * step + step * 0.1),
      bar("newer", current[i]!, i * step + step * 0.52),
    ]),
  };
}

/** The lowest and the highest value of a picture over time, as its axis has them. */
export function rangeOf({ values }: Extract<Picture, { kind: "over-time" }>): readonly [number, number] {
  const there = values.filter((value): value is number => value !== null);
  const low = Math.min(...there, 0);
  return [low, Math.max(...there, low + 1e-9)];
}

/** A value of a picture over time, in words. */
export const shown = ({ what }: Extract<Picture, { kind: "over-time" }>, value: number): string =>
  what === "mean" ? String(Number(value.toPrecision(3))) : percent(value);

function overTime(picture: Extract<Picture, { kind: "over-time" }>): Drawing {
  const { values, marked, column, what } = picture;
  const [low, high] = rangeOf(picture);
  const step = WIDTH / values.length;
  const y = (value: number) => HEIGHT - 2 - ((value - low) / (high - low)) * (HEIGHT - 4);
  const d = values
    .map((value, i) => {
      if (value === null) return "";
      const move = i === 0 || values[i - 1] === null ? "M" : "L";
      return `${move}${((i + 0.5) * step).toFixed(1)},${y(value).toFixed(1)}`;
    })
    .join("");
  const first = marked.indexOf(true);
  const width = (marked.lastIndexOf(true) - first + 1) * step;
  return {
    height: HEIGHT,
    says: `${column}, ${what}, in the order of time: from ${shown(picture, low)} to ${shown(picture, high)}`,
    shapes: [
      ...(first < 0
        ? []
        : [{ part: "marked", kind: "rect", x: first * step, y: 0, width, height: HEIGHT } as const]),
      { part: "line", kind: "path", d },
    ],
  };
}
