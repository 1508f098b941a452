import type { Role } from "../../core/contracts.ts";
import { ROLES } from "../words.ts";

/** A saved choice of roles: column name to role. A map, since a column may be called `__proto__`. */
export type RoleMap = ReadonlyMap<string, Role>;

/** A role map that cannot be used; `message` is one sentence for a person. */
export class RolesError extends Error {
  override readonly name = "RolesError";

  static noColumn(name: string, columns: readonly string[]): RolesError {
    const near = columns.find((column) => column.toLowerCase().trim() === name.toLowerCase().trim());
    const listed = columns
      .slice(0, 12)
      .map((column) => `“${column}”`)
      .join(", ");
    return new RolesError(
      `The role map names a column “${name}” that the file does not have${near ? `; did you mean “${near}”?` : `. It has ${listed}${columns.length > 12 ? " and more" : ""}.`}`,
    );
  }
}

/** Reads a saved role map, `{"column": "role"}`. Throws a RolesError that names what is wrong. */
export function readRoleMap(json: string, file = "the role map"): RoleMap {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new RolesError(
      `${file} is not valid JSON (${(error as Error).message}). It should look like {"is_fraud": "label"}.`,
    );
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new RolesError(`${file} should be an object such as {"is_fraud": "label"}.`);
  const map = new Map<string, Role>();
  for (const [name, role] of Object.entries(parsed)) {
    if (!ROLES.includes(role as Role))
      throw new RolesError(
        `${file} gives the column “${name}” the role ${JSON.stringify(role)}, which does not exist. The roles are ${ROLES.join(", ")}.`,
      );
    map.set(name, role as Role);
  }
  return map;
}
