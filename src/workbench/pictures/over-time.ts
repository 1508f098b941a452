import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import type { Column } from "../../core/table/table.ts";
import type { Prepared } from "../prepare.ts";
import { timeOrder, type Windows } from "../windows/windows.ts";
import type { OverTimePicture, Unit } from "./picture.ts";

/** So many parts of equally many rows make the line. */
const PARTS = 48;
const LEAST_IN_PART = 8;

type Options = {
  title: string;
  unit: Unit;
  /** The value of a row; NaN for a row that takes no part. */
  value: (row: number) => number;
} & Partial<Pick<OverTimePicture, "isAbsence" | "alarms">> & {
    /** Places in the order of time, from 0, both ends included. */
    stretch?: readonly [number, number];
    says?: string;
    /** Whether nothing is estimated: then there is no band. */
    isCounted?: boolean;
  };

type Clock = Exclude<Column, { kind: "category" }>;
const orders = new WeakMap<Clock, Uint32Array>();

/** The rows in the order of time, worked out once a file. */
function orderOf(clock: Clock): Uint32Array {
  const order = orders.get(clock) ?? timeOrder(clock);
  orders.set(clock, order);
  return order;
}

/** The clock of a file, or null where it is text. */
export function clockOf({ table, roles }: Prepared): { name: string; column: Clock } | null {
  const name = roles["event-time"]![0]!;
  const column = table.columns.get(name)!;
  return column.kind === "category" ? null : { name, column };
}

/** The mean of a value, or the share of rows with something, by equal parts of the rows in the order of time; null without a clock. */
export function overTime(prepared: Prepared, windows: Windows, options: Options): OverTimePicture | null {
  const clock = clockOf(prepared);
  if (clock === null) return null;
  const order = orderOf(clock.column);
  const { values } = clock.column;
  const parts = Math.max(1, Math.min(PARTS, Math.floor(order.length / LEAST_IN_PART)));
  const edge = (part: number) => Math.floor((part * order.length) / parts);
  const points = Array.from({ length: parts }, (_, part) => {
    const [from, to] = [edge(part), edge(part + 1)];
    let sum = 0;
    let squares = 0;
    let rows = 0;
    for (let i = from; i < to; i++) {
      const one = options.value(order[i]!);
      if (Number.isNaN(one)) continue;
      sum += one;
      squares += one * one;
      rows++;
    }
    const at = values[order[(from + to) >> 1]!]!;
    if (rows === 0) return { at, value: null, low: null, high: null };
    const mean = sum / rows;
    if (options.isCounted) return { at, value: mean, low: null, high: null };
    if (options.unit === "share") {
      const [low, high] = wilsonInterval(sum, rows);
      return { at, value: mean, low, high };
    }
    const half =
      rows < 2 ? 0 : 1.96 * Math.sqrt(Math.max(0, (squares - rows * mean * mean) / (rows - 1) / rows));
    return { at, value: mean, low: mean - half, high: mean + half };
  });
  const stretch = options.stretch;
  const [first, last] = [values[order[0]!]!, values[order[order.length - 1]!]!];
  const boundary = windows.line?.current[0] ?? null;
  return {
    kind: "over-time",
    title: options.title,
    clock: clock.column.kind === "time" ? "time" : prepared.byRowOrder ? "row" : "number",
    axis: clock.name,
    unit: options.unit,
    points,
    isAbsence: options.isAbsence ?? false,
    marked:
      stretch === undefined
        ? null
        : {
            from: values[order[stretch[0]]!]!,
            to: values[order[Math.min(stretch[1], order.length - 1)]!]!,
            says: options.says ?? "",
          },
    boundary: boundary !== null && boundary > first && boundary < last ? boundary : null,
    alarms: options.alarms ?? [],
    usual: null,
  };
}
