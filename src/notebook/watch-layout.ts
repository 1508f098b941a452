import type { Panel, PanelLine } from "../chapters/watching/panels.ts";
import { type NumberSpec, places, toPlace } from "./slide.ts";

/** Where everything stands on the dashboard's picture: rows below each other over one axis of days. */
export type WatchLayout = {
  narrow: boolean;
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  gripWidth: number;
  days: number;
  x(day: number): number;
  /** The day under a place. */
  dayAt(x: number): number;
  /** The upper edge of a row, and how tall it is. */
  rowTop(row: number): number;
  rowHeight(row: number): number;
};

/** How tall each row is: the first one carries the lesson. */
const tall = [118, 72, 60, 72, 72, 66];

/** The layout for a width. `gripped`: with room for the grips of the lines at the right. */
export function watchLayout(width: number, days: number, gripped: boolean): WatchLayout {
  const narrow = width < 600;
  const gripWidth = gripped ? (narrow ? 52 : 60) : 0;
  const [left, right] = narrow ? [4, width - gripWidth - 4] : [146, width - gripWidth - 6];
  const heights = tall.map((height) => (narrow ? height - 10 : height));
  const gap = narrow ? 32 : 20;
  const top = narrow ? 56 : 42;
  const tops: number[] = [];
  let bottom = top - gap;
  for (const height of heights) {
    tops.push(bottom + gap);
    bottom += gap + height;
  }
  const x = (day: number) => left + ((right - left) * day) / Math.max(1, days - 1);
  return {
    narrow,
    width,
    height: bottom + 44,
    left,
    right,
    top,
    bottom,
    gripWidth,
    days,
    x,
    dayAt: (at) => Math.min(days - 1, Math.max(0, Math.round(((at - left) / (right - left)) * (days - 1)))),
    rowTop: (row) => tops[row]!,
    rowHeight: (row) => heights[row]!,
  };
}

/** Height of a value within its row: the range of its threshold is the range of the row. */
export const yOf = (layout: WatchLayout, row: number, spec: NumberSpec) => (value: number) =>
  layout.rowTop(row) + layout.rowHeight(row) * (1 - toPlace(spec, value) / places);

/** A line as an SVG path, broken where there is no value. */
export function pathOf(line: PanelLine, x: (day: number) => number, y: (value: number) => number): string {
  let path = "";
  let pen = "M";
  for (const [day, value] of line.values.entries()) {
    if (value === null) {
      pen = "M";
      continue;
    }
    path += `${pen}${x(day).toFixed(1)},${y(value).toFixed(1)}`;
    pen = "L";
  }
  return path;
}

/** Days that ring without a pause, as stretches from the first to the last. */
export function stretches(days: readonly boolean[]): [first: number, last: number][] {
  const found: [number, number][] = [];
  for (const [day, on] of days.entries()) {
    if (!on) continue;
    const last = found.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else found.push([day, day]);
  }
  return found;
}

/** The last value of a line, with its day; null for an empty one. */
export function endOf(line: PanelLine): { day: number; value: number } | null {
  for (let day = line.values.length - 1; day >= 0; day--) {
    const value = line.values[day];
    if (value !== null && value !== undefined) return { day, value };
  }
  return null;
}

/** The rows of the table behind the picture: one a signal, as it stands today. */
export function tableOf(panels: readonly Panel[], isTrue: boolean) {
  return {
    columns: [
      { key: "name", label: "signal" },
      { key: "now", label: "as known today" },
      ...(isTrue ? [{ key: "truth", label: "as it was" }] : []),
      { key: "rings", label: "rings today" },
      { key: "days", label: "days that rang" },
    ],
    rows: panels.map((panel) => ({
      name: `${panel.name} (${panel.unit})`,
      now: panel.now,
      truth: panel.labelled ? panel.truth : panel.now,
      rings: panel.rang.at(-1) ? "yes" : "no",
      days: panel.rang.filter(Boolean).length,
    })),
  };
}
