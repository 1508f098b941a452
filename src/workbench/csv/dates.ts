const DAY = 86_400_000;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Days from 1970-01-01 to this day of the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Epoch milliseconds of a day, or NaN where the calendar has no such day. */
export function civil(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return Number.NaN;
  return daysFromCivil(year, month, day) * DAY;
}

/** The digits from `from` to `to` as a number, or NaN where one is no digit. */
function digits(text: string, from: number, to: number): number {
  if (to > text.length) return Number.NaN;
  let value = 0;
  for (let i = from; i < to; i++) {
    const d = text.charCodeAt(i) - 48;
    if (d < 0 || d > 9) return Number.NaN;
    value = value * 10 + d;
  }
  return value;
}

/**
 * Milliseconds since midnight of a clock time from `from` on (`21:47`, `21:47:21.5`, `9:47 PM`, with `Z` or an offset, which
 * is taken off), 0 where nothing follows, NaN where what follows is no time.
 */
function clock(text: string, from: number): number {
  let at = from;
  if (at >= text.length) return 0;
  const separator = text.charCodeAt(at);
  if (separator === 84 || separator === 32 || separator === 116 || separator === 44) at++;
  else return Number.NaN;
  while (text.charCodeAt(at) === 32) at++;
  if (at >= text.length) return 0;
  const colon = text.charCodeAt(at + 1) === 58 ? at + 1 : at + 2;
  let hour = digits(text, at, colon);
  const minute = digits(text, colon + 1, colon + 3);
  if (text.charCodeAt(colon) !== 58 || !(hour < 25 && minute < 60)) return Number.NaN;
  at = colon + 3;
  let ms = minute * 60_000;
  if (text.charCodeAt(at) === 58) {
    const second = digits(text, at + 1, at + 3);
    if (!(second < 61)) return Number.NaN;
    ms += second * 1000;
    at += 3;
    const dot = text.charCodeAt(at);
    if (dot === 46 || dot === 44) {
      let scale = 100;
      for (at++; ; at++) {
        const d = text.charCodeAt(at) - 48;
        if (!(d >= 0 && d <= 9)) break;
        ms += d * scale;
        scale /= 10;
      }
      ms = Math.floor(ms + 1e-6);
    }
  }
  while (text.charCodeAt(at) === 32) at++;
  if (at < text.length) {
    const half = /^([ap])\.?m\.?$/i.exec(text.slice(at));
    if (half) hour = (hour % 12) + (half[1]!.toLowerCase() === "p" ? 12 : 0);
    else {
      const zone = /^(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?)$/i.exec(text.slice(at));
      if (!zone) return Number.NaN;
      if (zone[2])
        ms -= (zone[2] === "-" ? -1 : 1) * (Number(zone[3]) * 3_600_000 + Number(zone[4] ?? 0) * 60_000);
    }
  }
  return hour * 3_600_000 + ms;
}

/** Epoch milliseconds of `2019-11-12`, `2019/11/12`, `2019-11-12T21:47:21.123+01:00` ...; without a zone it is UTC; else NaN. */
export function parseIso(cell: string): number {
  const separator = cell.charCodeAt(4);
  if (separator !== 45 && separator !== 47 && separator !== 46) return Number.NaN;
  const second = cell.charCodeAt(6) === separator ? 6 : 7;
  if (cell.charCodeAt(second) !== separator) return Number.NaN;
  const oneDigit = !(cell.charCodeAt(second + 2) >= 48 && cell.charCodeAt(second + 2) <= 57);
  const end = second + (oneDigit ? 2 : 3);
  const day = civil(digits(cell, 0, 4), digits(cell, 5, second), digits(cell, second + 1, end));
  return Number.isNaN(day) ? day : day + clock(cell, end);
}

/** Two digits as a number, or NaN. */
function twoAt(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/**
 * What {@link parseIso} gives for a stretch of bytes in the commonest forms, `2019-11-12`, `2019-11-12T21:47:21` and that
 * with a Z; NaN for any other, which may be a time all the same.
 */
export function isoAt(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length !== 10 && length !== 19 && length !== 20) return Number.NaN;
  if (bytes[start + 4]! !== 45 || bytes[start + 7]! !== 45) return Number.NaN;
  const year = 100 * twoAt(bytes, start) + twoAt(bytes, start + 2);
  const day = civil(year, twoAt(bytes, start + 5), twoAt(bytes, start + 8));
  if (length === 10) return day;
  const separator = bytes[start + 10]!;
  if (separator !== 84 && separator !== 32) return Number.NaN;
  if (bytes[start + 13]! !== 58 || bytes[start + 16]! !== 58) return Number.NaN;
  if (length === 20 && bytes[start + 19]! !== 90) return Number.NaN;
  const hour = twoAt(bytes, start + 11);
  const minute = twoAt(bytes, start + 14);
  const second = twoAt(bytes, start + 17);
  if (!(hour < 25 && minute < 60 && second < 61)) return Number.NaN;
  return day + hour * 3_600_000 + (minute * 60_000 + second * 1000);
}

/** Epoch milliseconds of `20191112` (also with `T214721`); else NaN. */
export function parseCompact(cell: string): number {
  const day = civil(digits(cell, 0, 4), digits(cell, 4, 6), digits(cell, 6, 8));
  if (Number.isNaN(day) || cell.length === 8) return day;
  const match = /^\d{8}[T ]?(\d\d):?(\d\d):?(\d\d)?Z?$/.exec(cell);
  if (!match) return Number.NaN;
  return day + (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000;
}

const TWO_PARTS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?=$|[ T,])/;

/**
 * A date such as `03/04/2019 21:47` whose first two parts may be day and month or month and day, packed so that the choice
 * can be made when the whole column is known: {@link unpackDate}. NaN where the cell is no such date.
 */
export function packDate(cell: string): number {
  const match = TWO_PARTS.exec(cell);
  if (!match) return Number.NaN;
  let year = Number(match[4]);
  if (match[4]!.length === 2) year += year < 70 ? 2000 : 1900;
  const first = Number(match[1]);
  const second = Number(match[3]);
  const ms = clock(cell, match[0].length);
  if (!(ms >= 0 && ms < 2 * DAY) || first < 1 || second < 1 || first > 31 || second > 31) return Number.NaN;
  // The shift by a day keeps an offset that leads to the day before or after apart from the date.
  return (year * 1024 + first * 32 + second) * (2 * DAY) + ms;
}

/** The first and second part of a packed date. */
export function packedParts(packed: number): readonly [first: number, second: number] {
  const date = Math.floor(packed / (2 * DAY));
  return [Math.floor(date / 32) % 32, date % 32];
}

/** Epoch milliseconds of a packed date under one of the two readings; NaN where the calendar has no such day. */
export function unpackDate(packed: number, dayFirst: boolean): number {
  const date = Math.floor(packed / (2 * DAY));
  const [first, second] = packedParts(packed);
  const day = civil(Math.floor(date / 1024), dayFirst ? second : first, dayFirst ? first : second);
  return day + (packed - date * (2 * DAY));
}

/**
 * Epoch milliseconds of `12 Nov 2019`, `12-Nov-19`, `Nov 12, 2019`, with or without a time, and of the first day of `Nov-2019`;
 * else NaN. English names only.
 */
export function parseNamed(cell: string): number {
  const month = /^([A-Za-z]{3,9})\.?[ -]((?:19|20)\d{2})$/.exec(cell);
  if (month) return civil(Number(month[2]), MONTHS.indexOf(month[1]!.slice(0, 3).toLowerCase()) + 1, 1);
  const match =
    /^(?:[A-Za-z]{3,9},? )?(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})(?=$|[ T,])/.exec(cell) ??
    /^(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?=$|[ T,])/.exec(cell);
  if (!match) return Number.NaN;
  const nameFirst = Number.isNaN(Number(match[1]));
  const named = MONTHS.indexOf(match[nameFirst ? 1 : 2]!.slice(0, 3).toLowerCase()) + 1;
  let year = Number(match[3]);
  if (match[3]!.length === 2) year += year < 70 ? 2000 : 1900;
  return civil(year, named, Number(match[nameFirst ? 2 : 1])) + clock(cell, match[0].length);
}

/** Shows an instant as `2019-11-12 21:47:21` in UTC, or the day alone where it stands at midnight; no clock is read. */
export function formatTime(ms: number): string {
  if (!Number.isFinite(ms)) return "?";
  const days = Math.floor(ms / DAY);
  // The inverse of daysFromCivil, by the same author.
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  const seconds = Math.floor((ms - days * DAY) / 1000);
  if (seconds === 0) return date;
  return `${date} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
