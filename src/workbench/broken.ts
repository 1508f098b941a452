import { random } from "../core/random.ts";
import { type Breaking, CannotBreak } from "./breaking/breaking.ts";
import type { Setup } from "./diagnosis.ts";
import type { Prepared } from "./prepare.ts";
import { windowsOf } from "./windows/windows.ts";

/** A column that a breaking can break, in the order in which a person would look for it. */
export function columnsToBreak({ column }: Breaking, { prepared }: Setup): readonly string[] {
  if (column === null) return [];
  return prepared.features.filter((name) => prepared.table.columns.get(name)?.kind === column);
}

/**
 * The same set-up with a failure in it: the newer rows (of two files, the newer file) are broken as the breaking says, all else
 * stays to the bit, and the windows lie where they lay. The same seed breaks the same rows; a larger strength only more of them.
 * Throws a CannotBreak, in words for a person, where these rows do not have what the failure needs.
 */
export function broken(
  setup: Setup,
  used: Breaking,
  column: string | null,
  strength: number,
  seed: number,
): Setup {
  const { prepared, current, windows } = setup;
  if (windows.current === null)
    throw new CannotBreak(
      "There is no newer window, and a failure begins in it. Choose the two windows first.",
    );
  const target = current ?? prepared;
  const newer = windows.currentRows ?? Uint32Array.from({ length: windows.current.rows }, (_, row) => row);
  const changed = used.apply({
    table: target.table,
    roles: target.roles,
    newer,
    column,
    strength,
    random: random(seed).fork("break").fork(used.id),
  });
  const columns = new Map(target.table.columns);
  for (const [name, one] of changed) columns.set(name, one);
  const hit: Prepared = { ...target, table: { rows: target.table.rows, columns } };
  return current === null
    ? { ...setup, prepared: hit, windows: windowsOf(hit, windows.choice ?? undefined) }
    : { ...setup, current: hit, windows: { ...windows, current: hit.table } };
}
