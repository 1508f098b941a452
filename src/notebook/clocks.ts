import type { TwoClocksCase } from "../core/contracts.ts";
import { timeOfDay } from "./format.ts";

/** A place on the picture, from a place along the time axis and one across it. */
export type Layout = {
  upright: boolean;
  width: number;
  height: number;
  /** Where a moment lies along the axis. */
  along(moment: number): number;
  start: number;
  end: number;
  happened: number;
  known: number;
  point(along: number, across: number): [x: number, y: number];
};

/** Time runs to the right where there is room for its labels, downwards where there is not. */
export function layoutOf(width: number, day: Pick<TwoClocksCase, "dayStart" | "dayEnd">): Layout {
  const upright = width < 560;
  const [start, end] = upright ? [64, 504] : [88, width - 30];
  return {
    upright,
    width,
    height: upright ? 520 : 216,
    along: (moment) => start + ((end - start) * (moment - day.dayStart)) / (day.dayEnd - day.dayStart),
    start,
    end,
    happened: upright ? Math.round(width * 0.38) : 82,
    known: upright ? Math.round(width * 0.7) : 156,
    point: (along, across) => (upright ? [across, along] : [along, across]),
  };
}

/** Whether a training row holds a number that nobody could have read at its own moment. */
export const travelled = (payment: TwoClocksCase["payments"][number]): boolean =>
  payment.trained.knownAt > payment.eventAt;

const numerals = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const numeral = (n: number) => numerals[n] ?? String(n);
const count = (n: number, one: string, many: string) => `${numeral(n)} ${n === 1 ? one : many}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What is true at a moment of the day, as one sentence. */
export function atThisMoment(day: TwoClocksCase, now: number): string {
  const reported = day.reports.filter((report) => report.reportedAt <= now).length;
  const open = day.reports.length - reported;
  const ahead = day.payments.filter((payment) => travelled(payment) && payment.trained.knownAt > now);
  const already = day.payments.filter(travelled).length;
  const parts = [];
  if (day.reports.length > 0)
    parts.push(
      open === 0
        ? `At ${timeOfDay(now)}, ${count(reported, "report has", "reports have")} arrived`
        : `At ${timeOfDay(now)}, ${count(open, "report is", "reports are")} still to come`,
    );
  else parts.push(`It is ${timeOfDay(now)}`);
  if (already === 0) return `${parts[0]}. No training row holds a number from the future.`;
  if (ahead.length > 0) {
    const who =
      ahead.length === day.payments.length
        ? `all ${numeral(ahead.length)} training rows already hold`
        : `${count(ahead.length, "training row already holds", "training rows already hold")}`;
    return `${parts[0]}. ${capital(who)} a number that is not known anywhere yet.`;
  }
  return `${parts[0]}. By now the number is known, but ${count(already, "training row", "training rows")} had it before it was.`;
}
