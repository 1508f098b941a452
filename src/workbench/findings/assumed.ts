import type { Role } from "../../core/contracts.ts";
import { entityRank } from "../roles/identifiers.ts";
import type { GuessedRoles } from "../roles/roles.ts";

/** More notices than these stand with the roles. */
const MOST = 3;

/**
 * What the findings take for granted, in sentences to stand above them: which column is the outcome, the time and the name that
 * rows belong to, and what is to be known of these. Who sees at once that one is wrong need not read on.
 */
export function assumed({
  columns,
  positive,
  notices,
}: Pick<GuessedRoles, "columns" | "positive" | "notices">): readonly string[] {
  const named = (role: Role) => columns.filter((column) => column.role === role).map(({ name }) => name);
  const [[label], [time]] = [named("label"), named("event-time")];
  // The checks follow a person before a card or a shop.
  const [entity] = named("entity").sort((a, b) => entityRank(a) - entityRank(b));
  const parts = [
    label !== undefined && positive ? `the outcome is “${label}” where it is “${positive}”` : null,
    time !== undefined ? `a row’s time is “${time}”` : null,
    entity !== undefined ? `rows belong to “${entity}”` : null,
  ].filter((part) => part !== null);
  const whole =
    parts.length === 0
      ? []
      : [`Taken for granted: ${parts.join("; ")}. If that is wrong, change what each column is for, below.`];
  return [...whole, ...notices.slice(0, MOST)];
}
