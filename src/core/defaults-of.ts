import type { ParamTable, ParamValues } from "./contracts.ts";

/** The defaults of a parameter table, by name. */
export function defaultsOf(table: ParamTable): ParamValues {
  return Object.fromEntries(Object.entries(table).map(([key, spec]) => [key, spec.default]));
}
