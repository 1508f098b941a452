import type { Csv } from "../csv/read.ts";
import { positiveIn, valuesOf } from "./label.ts";
import type { GuessedRoles } from "./roles.ts";

/**
 * The roles as they hold in a second file whose label may be spelled otherwise: the outcome by its own spelling there, and no
 * label at all where its values mean something else; with what is to be said of it.
 */
export function rolesInSecond(
  first: Csv,
  second: Csv,
  roles: GuessedRoles,
): { roles: GuessedRoles; notices: readonly string[] } {
  const label = roles.columns.find(({ role }) => role === "label")?.name;
  const [here, there] = [first, second].map(({ table }) => table.columns.get(label ?? ""));
  if (label === undefined || roles.positive === null || !here || !there) return { roles, notices: [] };
  const positive = positiveIn(here, there, roles.positive);
  const values = () =>
    (valuesOf(there) ?? [])
      .slice(0, 3)
      .map(({ text }) => `“${text}”`)
      .join(", ") || "many values";
  if (positive === null)
    return {
      roles: { ...roles, columns: roles.columns.filter(({ name }) => name !== label) },
      notices: [
        `“${label}” takes other values in “${second.file}” (${values()}) than in “${first.file}”, so its outcomes are not compared. Spell them alike in both files.`,
      ],
    };
  if (positive === roles.positive) return { roles, notices: [] };
  return {
    roles: { ...roles, positive },
    notices: [
      `The outcome of “${label}” is “${roles.positive}” in “${first.file}” and is spelled “${positive}” in “${second.file}”; both are taken for the same.`,
    ],
  };
}
