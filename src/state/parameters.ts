import type { ParamSpec, ParamValues } from "../core/contracts.ts";

export type Value = number | string | boolean;

/** Why a written value could not be taken as it stands. */
export type Problem = "not-a-number" | "out-of-range" | "off-step" | "wrong-option" | "not-a-flag";

/**
 * A written value (from the address or a number box) as a value of the parameter. A unit may follow the number ("6h", "6 days",
 * "40%"). Where `problem` is set, `value` is what stands in for it: the nearest step where the number only missed the grid, else
 * the default.
 */
export function readParam(spec: ParamSpec, text: string): { value: Value; problem: Problem | null } {
  switch (spec.kind) {
    case "flag": {
      const word = text.trim().toLowerCase();
      if (["1", "true", "yes", "on"].includes(word)) return { value: true, problem: null };
      if (["0", "false", "no", "off"].includes(word)) return { value: false, problem: null };
      return { value: spec.default, problem: "not-a-flag" };
    }
    case "choice":
      return spec.options.includes(text)
        ? { value: text, problem: null }
        : { value: spec.default, problem: "wrong-option" };
    case "number": {
      const number = readNumber(text, spec.unit);
      if (number === null) return { value: spec.default, problem: "not-a-number" };
      return checkNumber(spec, number);
    }
  }
}

/** Whether a number lies in the parameter's range and on its steps, and what to use in its place. */
export function checkNumber(
  spec: Extract<ParamSpec, { kind: "number" }>,
  number: number,
): { value: number; problem: Problem | null } {
  if (!Number.isFinite(number)) return { value: spec.default, problem: "not-a-number" };
  if (number < spec.min || number > spec.max) return { value: spec.default, problem: "out-of-range" };
  const nearest = snap(spec, number);
  return Math.abs(nearest - number) <= 1e-9 * spec.step
    ? { value: nearest, problem: null }
    : { value: nearest, problem: "off-step" };
}

/** The nearest value that the control can show; beyond the range, its end. */
export function snap(spec: Extract<ParamSpec, { kind: "number" }>, number: number): number {
  if (number === spec.max || number === spec.default) return number;
  const inside = Math.min(spec.max, Math.max(spec.min, number));
  const steps = Math.round((inside - spec.min) / spec.step);
  const value = spec.min + steps * spec.step;
  // 0.1 + 2 * 0.1 is 0.30000000000000004; the control and the address write 0.3.
  const places = Math.min(15, Math.max(decimals(spec.min), decimals(spec.step)));
  return Math.min(spec.max, Number(value.toFixed(places)));
}

function decimals(number: number): number {
  const [mantissa, exponent] = String(number).split("e");
  return Math.max(0, (mantissa!.split(".")[1]?.length ?? 0) - Number(exponent ?? 0));
}

/** Whether two values, or two parameter settings, are the same. */
export function sameParams(a: ParamValues, b: ParamValues): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

function readNumber(text: string, unit: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(.*)$/i.exec(text.trim());
  if (!match) return null;
  const number = Number(match[1]);
  const written = match[2]!.toLowerCase();
  if (written === "") return number;
  if (written === "%") return unit === "%" ? number / 100 : null;
  // "h" for "hours", "day" for "days": a beginning of the unit names it, or the unit is a beginning of what is written.
  const own = unit.toLowerCase();
  return own !== "" && (own.startsWith(written) || written.startsWith(own)) ? number : null;
}
