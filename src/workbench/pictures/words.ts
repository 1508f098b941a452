import { figure, percent } from "../../core/detectors/findings.ts";
import { moment } from "../../core/detectors/shared/words.ts";
import type { OverTimePicture, Picture, Unit } from "./picture.ts";
import { binWords } from "./spread.ts";

/** The number without its unit, which the number after it has. */
export const bare = (unit: Unit, value: number): string =>
  inWords(unit, value).replace(/ (%|points|×|days)$/, "");

/** “4.8 % (4.1 to 5.6 %)”; the number alone where there is no interval. */
export function withInterval(unit: Unit, value: number, low: number | null, high: number | null): string {
  if (low === null || high === null) return inWords(unit, value);
  return `${inWords(unit, value)} (${bare(unit, low)} to ${inWords(unit, high)})`;
}

const digits = (value: number, most: number): string => String(Number(value.toFixed(most)));

/** A number of this unit in words: “4.8 %”, “+3.2 points”, “0.912”, “1.31 ×”. */
export function inWords(unit: Unit, value: number): string {
  if (unit === "share") return percent(value);
  if (unit === "points")
    return `${value > 0 ? "+" : ""}${digits(100 * value, Math.abs(value) < 0.01 ? 2 : 1)} points`;
  if (unit === "auc") return value.toFixed(3);
  if (unit === "ratio") return `${figure(value)} ×`;
  if (unit === "days") return `${figure(Number(value.toPrecision(3)))} days`;
  return figure(Number(value.toPrecision(3)));
}

/** A moment of the clock of a picture. */
export function clockWords(clock: OverTimePicture["clock"], at: number): string {
  if (clock === "time") return moment(at);
  if (clock === "hour") return `${String(Math.floor(at)).padStart(2, "0")}:00`;
  return clock === "row" ? `row ${figure(Math.round(at))}` : figure(Number(at.toPrecision(6)));
}

const largest = (values: readonly number[]): number =>
  values.reduce((best, v, i) => (v > values[best]! ? i : best), 0);

/** What a picture shows, in words: for those who do not see it, and for a reader who wants it said. */
export function summaryOf(picture: Picture): string {
  return `${picture.title}: ${body(picture)}.`;
}

function body(picture: Picture): string {
  switch (picture.kind) {
    case "rates":
      return picture.items
        .map(({ label, value, low, high }) => `${label}, ${withInterval(picture.unit, value, low, high)}`)
        .join("; ");
    case "spread":
      return picture.sides
        .map(({ name, shares }) => {
          const at = largest(shares);
          return `${name}, most of all at ${binWords(picture.edges, at)} (${percent(shares[at]!)})`;
        })
        .join("; ");
    case "categories": {
      const [a, b] = picture.sides;
      const at = largest(picture.labels.map((_, i) => Math.abs(a.shares[i]! - b.shares[i]!)));
      return `“${picture.labels[at]}” moved furthest, from ${percent(a.shares[at]!)} to ${percent(b.shares[at]!)}`;
    }
    case "over-time":
      return line(picture);
    case "arrival": {
      const { age, share } = picture.cut;
      return `${percent(share)} of them after ${figure(Number(age.toPrecision(3)))} ${picture.unit}`;
    }
    case "pairs": {
      const differ = picture.points.filter(({ differs }) => differs).length;
      return `${differ} points lie off the line on which both values are equal`;
    }
  }
}

function line({ points, unit, clock, marked, boundary, alarms }: OverTimePicture): string {
  const there = points.filter(({ value }) => value !== null) as { at: number; value: number }[];
  if (there.length === 0) return "no value anywhere";
  const values = there.map(({ value }) => value);
  const [top, bottom] = [there[largest(values)]!, there[largest(values.map((value) => -value))]!];
  const say = ({ at, value }: { at: number; value: number }) =>
    `${inWords(unit, value)} (${clockWords(clock, at)})`;
  const parts = [`lowest ${say(bottom)}, highest ${say(top)}`];
  if (marked)
    parts.push(`${marked.says}: ${clockWords(clock, marked.from)} to ${clockWords(clock, marked.to)}`);
  if (boundary !== null) parts.push(`the newer rows begin at ${clockWords(clock, boundary)}`);
  if (alarms.length > 0)
    parts.push(
      `${alarms.length === 1 ? "alarm" : "first of the alarms"} at ${clockWords(clock, alarms[0]!)}`,
    );
  return parts.join("; ");
}
