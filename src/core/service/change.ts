import {
  type FeatureColumn,
  type FeatureName,
  NOT_AVAILABLE,
  type PaymentFeatures,
  PRESENT,
} from "../features/features.ts";
import { HISTORY_FEATURES } from "../world/types.ts";
import type { Start } from "./contracts.ts";

/** What the feature store knows about users; the rest comes with the payment itself. */
export const FROM_THE_STORE = [...HISTORY_FEATURES, "tenure_days", "device_is_new"] as const;

/** A share from 0 to 1 in words. */
export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The features with other columns in the place of these. */
export function withColumns(
  features: PaymentFeatures,
  columns: Partial<Record<FeatureName, FeatureColumn>>,
): PaymentFeatures {
  return { ...features, columns: { ...features.columns, ...columns } };
}

/** The other column in the rows that are hit, the own one elsewhere. */
export function blended(own: FeatureColumn, other: FeatureColumn, hit: Uint8Array): FeatureColumn {
  const pick = <A extends Float64Array | Uint8Array>(a: A, b: A): A => {
    const mixed = a.slice() as A;
    for (let row = 0; row < hit.length; row++) if (hit[row] === 1) mixed[row] = b[row]!;
    return mixed;
  };
  return {
    values: pick(own.values, other.values),
    absence: pick(own.absence, other.absence),
    knownAt: pick(own.knownAt, other.knownAt),
  };
}

/** The column without its values in the rows that are hit: what was there is not available. */
export function lost(column: FeatureColumn, hit: Uint8Array): FeatureColumn {
  const values = column.values.slice();
  const absence = column.absence.slice();
  for (let row = 0; row < hit.length; row++)
    if (hit[row] === 1 && absence[row] === PRESENT) {
      values[row] = Number.NaN;
      absence[row] = NOT_AVAILABLE;
    }
  return { ...column, values, absence };
}

/** 1 for each payment from the start on that is hit: a share of them, in which a larger share holds a smaller one. */
export function hitRows({ row, draws }: Start, share: number, name = "hit"): Uint8Array {
  return Uint8Array.from(draws(name), (draw, at) => (at >= row && draw < share ? 1 : 0));
}

/** The column with other values in the rows that are hit. */
export function changedIn(
  column: FeatureColumn,
  hit: Uint8Array,
  change: (value: number, row: number) => number,
): FeatureColumn {
  const values = column.values.slice();
  for (let row = 0; row < hit.length; row++) if (hit[row] === 1) values[row] = change(values[row]!, row);
  return { ...column, values };
}
