import { detectors } from "../../core/detectors/registry.ts";
import type { Setup } from "../diagnosis.ts";
import { columnsFor } from "../plan.ts";

/** One check as it is to be run elsewhere: on these columns, over one table or over two windows. */
export type Planned = { id: string; name: string; columns: readonly string[]; windows: 1 | 2 };

/** The checks of the page on these columns and roles, those that need a role that is not there left out. */
export function planned({ prepared, current, windows }: Setup): readonly Planned[] {
  return detectors
    .filter(({ onRequest, needs }) => !onRequest && needs.every((role) => prepared.roles[role] !== undefined))
    .filter((one) => one.windows === 1 || windows.current !== null)
    .flatMap((one) =>
      columnsFor(one, prepared, current)
        .filter((columns) => columns.length > 0 || one.accepts.length === 0)
        .map((columns) => ({ id: one.id, name: one.name, columns, windows: one.windows })),
    );
}
