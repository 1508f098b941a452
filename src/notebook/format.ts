import type { ParamSpec } from "../core/contracts.ts";
import { hard, thin } from "../core/export/typeset.ts";

export { thin, typeset } from "../core/export/typeset.ts";

export type As =
  | "ratio"
  | "percent"
  | "points"
  | "integer"
  | "decimal"
  | "signed"
  | "eur"
  | "hours"
  | "days"
  | "clock"
  | "p"
  | "times"
  | "text";

const numberFormats = new Map<number, Intl.NumberFormat>();

/** A number with this many decimals, groups of three, and a true minus sign. */
export function fixed(value: number, digits: number): string {
  let format = numberFormats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numberFormats.set(digits, format);
  }
  // Rounded first: -0.001 with two decimals is 0.00, not −0.00.
  const rounded = Number(value.toFixed(digits));
  return format.format(rounded === 0 ? 0 : rounded).replace("-", "−");
}

/** A number without needless decimals: 4, 4.5, 0.25. */
export function short(value: number, most = 2): string {
  const text = value.toFixed(most);
  const digits = text.includes(".") ? text.replace(/0+$/, "").split(".")[1]!.length : 0;
  return fixed(value, digits);
}

function counted(value: number, one: string, many: string, digits: number): string {
  const text = short(value, digits);
  return `${text}${hard}${text === "1" ? one : many}`;
}

/** A length of time given in hours, in the unit that a person would use. */
export function duration(hours: number, digits = 1): string {
  const size = Math.abs(hours);
  if (size < 1) return counted(Math.round(hours * 60), "minute", "minutes", 0);
  if (size < 48) return counted(hours, "hour", "hours", digits);
  return counted(hours / 24, "day", "days", digits);
}

/** Hours and minutes of the day, from hours: 23.98 is 23:59. */
export function clock(hours: number): string {
  const minutes = Math.round(hours * 60);
  const of = (n: number) => String(n).padStart(2, "0");
  return `${of(Math.floor(minutes / 60))}:${of(minutes % 60)}`;
}

/** The time of day of a moment, from milliseconds in UTC. */
export function timeOfDay(at: number): string {
  const minutes = Math.floor(at / 60_000);
  const of = (n: number) => String(n).padStart(2, "0");
  return `${of(Math.floor(minutes / 60) % 24)}:${of(minutes % 60)}`;
}

/** "14 h 49 min", from milliseconds. */
export function span(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days >= 2) return `${days}${thin}d ${hours}${thin}h`;
  if (minutes < 60) return `${rest}${thin}min`;
  return `${days * 24 + hours}${thin}h${rest ? ` ${rest}${thin}min` : ""}`;
}

/** A p-value as it is written: never 0. */
export function pValue(p: number): string {
  if (p < 0.001) return `p${hard}<${hard}0.001`;
  return `p${hard}=${hard}${fixed(p, p < 0.01 ? 3 : 2)}`;
}

/** Any value of a result in words. What can't be shown as asked (missing, not finite) is a dash, never a zero. */
export function formatValue(value: unknown, as: As = "ratio", digits?: number): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number" || !Number.isFinite(value)) return "–";
  switch (as) {
    case "ratio":
      return fixed(value, digits ?? 2);
    case "percent":
      return `${fixed(value * 100, digits ?? (Math.abs(value) < 0.0995 && value !== 0 ? 1 : 0))}${thin}%`;
    case "points":
      return counted(value * 100, "point", "points", digits ?? 0);
    case "integer":
      return fixed(value, 0);
    case "decimal":
      return fixed(value, digits ?? 1);
    case "signed":
      return `${value > 0 ? "+" : ""}${fixed(value, digits ?? 2)}`;
    case "eur": {
      const text = fixed(value, digits ?? (Math.abs(value) < 100 ? 2 : 0));
      return text.startsWith("−") ? `−€${thin}${text.slice(1)}` : `€${thin}${text}`;
    }
    case "hours":
      return duration(value, digits);
    case "days":
      return counted(value, "day", "days", digits ?? 1);
    case "clock":
      return timeOfDay(value);
    case "p":
      return pValue(value);
    case "times":
      return `${fixed(value, digits ?? 1)}${hard}times`;
    case "text":
      return String(value);
  }
}

/** A parameter's value with its unit, as it stands beside the control and in the prose. */
export function formatParam(spec: ParamSpec, value: number | string | boolean): string {
  if (spec.kind === "flag") return value ? "on" : "off";
  if (spec.kind === "choice") {
    const at = spec.options.indexOf(String(value));
    return spec.words?.[at] ?? String(value);
  }
  const number = Number(value);
  switch (spec.unit) {
    case "":
      return short(number, 4);
    case "%":
      return `${short(number * 100, 1)}${thin}%`;
    case "h":
    case "hours":
      return duration(number);
    case "clock":
      return clock(number);
    case "EUR":
    case "€":
      return `€${thin}${short(number)}`;
    default:
      return `${short(number)}${hard}${number === 1 ? spec.unit.replace(/s$/, "") : spec.unit}`;
  }
}
