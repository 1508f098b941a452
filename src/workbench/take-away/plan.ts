import { detectors } from "../../core/detectors/registry.ts";
import { sqlChecks } from "../../core/export/checks/index.ts";
import { FILE_CHECKS } from "../checks.ts";
import type { Setup } from "../diagnosis.ts";
import { columnsFor } from "../plan.ts";
import type { Prepared } from "../prepare.ts";
import type { Windows } from "../windows/windows.ts";

/** One check as it is to be run elsewhere: on these columns, over one table or over two windows. */
export type Planned = { id: string; name: string; columns: readonly string[]; windows: 1 | 2 };

/** Whether the columns and roles say enough for this check. */
export function canTell({ id, columns }: Planned, { prepared: { table, roles } }: Setup): boolean {
  const check = sqlChecks.find((one) => one.id === id);
  const kinds = new Map([...table.columns].map(([name, { kind }]) => [name, kind]));
  return check?.canTell?.({ columns, kinds, roles }) ?? true;
}

/** The checks of the page on these columns and roles, those that need a role that is not there left out. */
export function planned({ prepared, current, windows }: Setup): readonly Planned[] {
  const ofFile = filePlan(prepared, current, windows);
  const ofCore = detectors
    .filter(({ onRequest, needs }) => !onRequest && needs.every((role) => prepared.roles[role] !== undefined))
    .filter((one) => one.windows === 1 || windows.current !== null)
    .flatMap((one) =>
      columnsFor(one, prepared, current)
        .filter((columns) => columns.length > 0 || one.accepts.length === 0)
        .map((columns) => ({ id: one.id, name: one.name, columns, windows: one.windows })),
    );
  return [...ofFile, ...ofCore];
}

/** The checks of the file as it stands, each on the columns that it reads. */
export function filePlan(prepared: Prepared, current: Prepared | null, windows: Windows): readonly Planned[] {
  return FILE_CHECKS.flatMap(({ id, name }) => {
    const sides = id === "calibration-over-time" ? 2 : 1;
    return columnsOfFileCheck(id, prepared, current, windows).map((columns) => ({
      id,
      name,
      columns,
      windows: sides,
    }));
  });
}

function columnsOfFileCheck(
  id: string,
  { table, roles, features, label, byRowOrder }: Prepared,
  current: Prepared | null,
  windows: Windows,
): readonly (readonly string[])[] {
  const kindOf = (name: string) => table.columns.get(name)?.kind;
  const entities = roles.entity ?? [];
  const [score] = roles.score ?? [];
  const [split] = roles.split ?? [];
  const isScored = score !== undefined && label !== null && kindOf(score) === "number";
  const each = (names: readonly string[]) => names.map((name) => [name]);
  switch (id) {
    case "constant-stretch":
      return each(features.filter((name) => kindOf(name) === "number"));
    case "missing-signal":
      // Numbers are left to the point-mass detector, which counts missing among their masses.
      return label === null
        ? []
        : each(
            [...features.filter((name) => kindOf(name) === "category"), ...entities].filter(
              (name) => (table.columns.get(name)?.valid ?? null) !== null,
            ),
          );
    case "repeated-entity":
      return label === null ? [] : each(entities);
    case "label-persistence":
      return label === null ? [] : [[label]];
    case "duplicate-rows": {
      const left = new Set([...(roles.key ?? []), ...(byRowOrder ? roles["event-time"]! : [])]);
      return [[...table.columns.keys()].filter((name) => !left.has(name))];
    }
    case "split-quality":
      return isScored && split !== undefined && kindOf(split) === "category" ? [[split]] : [];
    case "calibration-over-time": {
      const there = [score, label].every((name) => current === null || current.table.columns.has(name ?? ""));
      return isScored && windows.current !== null && there ? [[score, label]] : [];
    }
    default:
      // What trains a model is named, and why it is not here.
      return label === null ? [] : [[]];
  }
}
