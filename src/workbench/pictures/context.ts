import type { Finding } from "../../core/contracts.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import type { Setup } from "../diagnosis.ts";
import type { Picture, Rate, RatesPicture, Tone, Unit } from "./picture.ts";

/** What the pictures of a finding are made from. */
export type Context = {
  columns: readonly string[];
  finding: Finding;
  /** A number among the facts of the finding; NaN where it is not there. */
  fact: (name: string) => number;
  setup: Pick<Setup, "prepared" | "current" | "windows">;
};

/** The pictures of the ringing findings of one check, the most telling first; null in a place where there is nothing to draw. */
export type Maker = (context: Context) => readonly (Picture | null)[];

/** A text of the file as it stands in a picture. */
export const short = (text: string, most = 44): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** What the label marks, as a title says it. */
export const withOutcome = ({ setup: { prepared } }: Context): string =>
  `Share of rows with the outcome (“${short(prepared.label ?? "label", 24)}”)`;

/** A share with Wilson's interval for the rows that count, where those of one entity are alike. */
export function shareOf(label: string, share: number, rows: number, design = 1, tone: Tone = "plain"): Rate {
  const count = Math.max(1, Math.round(rows / (design > 0 ? design : 1)));
  const [low, high] = wilsonInterval(Math.min(count, share * count), count);
  return { label: short(label, 80), value: share, low, high, tone };
}

/** A number whose interval stands among the facts. */
export const rateOf = (
  label: string,
  value: number,
  low: number | null,
  high: number | null,
  tone: Tone = "plain",
): Rate => ({ label: short(label, 80), value, low, high, tone });

/** Those of the numbers that are numbers, beside one another; null where fewer than `least` are. */
export function rates(
  title: string,
  unit: Unit,
  items: readonly Rate[],
  level: RatesPicture["level"] = null,
  axis: string | null = null,
): RatesPicture | null {
  const there = items.filter(({ value, low, high }) =>
    [value, low ?? 0, high ?? 0].every((number) => Number.isFinite(number)),
  );
  return there.length === 0 ? null : { kind: "rates", title, unit, axis, items: there, level };
}

/** What a title says of intervals. */
export const WITH_INTERVALS = "with 95 % intervals";
