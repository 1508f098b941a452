/** What the sentences of these detectors write besides the numbers of `findings.ts`; the same text in every engine. */
import { figure } from "../findings.ts";

const DAY = 86400000;

/** The whole number with its noun, plural where it is not one: “1 row”, “2,300 rows”. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(Math.round(value))} ${Math.round(value) === 1 ? one : many}`;
}

/** A length of time in milliseconds, in the unit that a person would use: “14 hours”, “2.5 days”. */
export function duration(ms: number): string {
  const size = Math.abs(ms);
  const [length, name] =
    size >= 2 * DAY
      ? [DAY, "day"]
      : size >= 3600000
        ? [3600000, "hour"]
        : size >= 60000
          ? [60000, "minute"]
          : [1000, "second"];
  const value = Number((size / length).toPrecision(2));
  return `${figure(value)} ${name}${value === 1 ? "" : "s"}`;
}

/**
 * A moment in milliseconds since 1970 as “2024-03-05 18:00”, in UTC.
 *
 * Source of the calendar arithmetic: Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
 */
export function moment(ms: number): string {
  if (!Number.isFinite(ms)) return "an unknown time";
  const days = Math.floor(ms / DAY) + 719468;
  const era = Math.floor(days / 146097);
  const ofEra = days - era * 146097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const minutes = Math.floor((ms - Math.floor(ms / DAY) * DAY) / 60000);
  return `${year}-${two(month)}-${two(day)} ${clock(minutes)}`;
}

/** An hour of the day such as 6.5 as “06:30”. */
export function hourOfDay(hour: number): string {
  return clock(Math.round(hour * 60));
}

function clock(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** The detectors' own reasons for "cannot-tell", in words, by their code. */
export const REASONS: Readonly<Record<string, string>> = {
  "label-not-binary": "the label has more than two values",
  "no-known-time": "no column says when a feature or the label became known",
  "too-few-positives": "too few rows carry the outcome that the label marks",
  "too-many-values": "it has too many different values to be read as segments",
  "no-clock": "the rows have an order but no times of day",
  "one-segment": "all rows lie in one segment",
  "score-not-probability": "the score is not a probability between 0 and 1",
  "no-history": "hardly any row has an earlier row of the same entity",
  "no-segments": "no segment holds enough rows",
};
