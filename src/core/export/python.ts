import type { ParamTable, ParamValues } from "../contracts.ts";
import { commentText, specComment, UNSAFE } from "./comments.ts";

/** What Python can hold as a constant: a number, a text, a truth value, or a list of them. */
export type PythonValue = number | string | boolean | null | readonly PythonValue[];

/**
 * A chapter's parameters with their values as a commented block of Python constants, to stand before its `check.py`:
 *
 *     # Reporting delay, median (h), from 1 to 1080
 *     DELAY = 4
 *
 * Names are those of the parameter table in upper snake case (`alertShare` becomes `ALERT_SHARE`); a value that is left out
 * takes its default. `extra` adds constants without a comment. Any text is safe: it can neither end its string or comment nor
 * turn the direction of reading. Throws where two names would be the same in Python, or one has no letter to begin with.
 */
export function pythonConstants(
  params: ParamTable,
  values: ParamValues,
  extra: Readonly<Record<string, PythonValue>> = {},
): string {
  const lines: string[] = [];
  const taken = new Map<string, string>();
  const add = (key: string, value: PythonValue) => {
    const name = constantName(key);
    const other = taken.get(name);
    if (other !== undefined) throw new Error(`“${other}” and “${key}” would both be ${name} in Python.`);
    taken.set(name, key);
    lines.push(`${name} = ${pythonLiteral(value)}`);
  };
  for (const [key, spec] of Object.entries(params)) {
    const given = Object.hasOwn(values, key) ? values[key] : undefined;
    lines.push(`# ${commentText(specComment(spec))}`);
    add(key, given ?? spec.default);
  }
  for (const [key, value] of Object.entries(extra)) add(key, value);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** A value as Python source; NaN and the infinities as `float("nan")` and the like, lists in brackets. */
export function pythonLiteral(value: PythonValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quotedText(value);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return String(value);
    return Number.isNaN(value) ? 'float("nan")' : value > 0 ? 'float("inf")' : 'float("-inf")';
  }
  return `[${value.map(pythonLiteral).join(", ")}]`;
}

function constantName(key: string): string {
  const name = key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  if (!/^[A-Z]/.test(name))
    throw new Error(`“${key}” is no name for a Python constant: it must begin with a letter.`);
  return name;
}

function quotedText(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(UNSAFE, (mark) => {
    const code = mark.codePointAt(0)!;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}
