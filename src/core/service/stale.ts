import type { FeatureColumn } from "../features/features.ts";
import type { PaymentsWorld } from "../world/types.ts";

/** The column with the values of each user's payment before; the row's own where there is none. */
export function ofPaymentBefore({ paymentsOf }: PaymentsWorld, column: FeatureColumn): FeatureColumn {
  const values = column.values.slice();
  const absence = column.absence.slice();
  const knownAt = column.knownAt.slice();
  const { offsets, rows } = paymentsOf;
  for (let user = 0; user + 1 < offsets.length; user++)
    for (let i = offsets[user]! + 1; i < offsets[user + 1]!; i++) {
      const [row, before] = [rows[i]!, rows[i - 1]!];
      values[row] = column.values[before]!;
      absence[row] = column.absence[before]!;
      knownAt[row] = column.knownAt[before]!;
    }
  return { values, absence, knownAt };
}
