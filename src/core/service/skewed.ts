import { type Mismatch, servingSkew, TOUCHES } from "../faults/serving-skew.ts";
import type { PaymentFeatures } from "../features/features.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { blended, hitRows, withColumns } from "./change.ts";
import type { Start } from "./contracts.ts";

/** The features of which a share `start.strength` of the payments is served by code with a mismatch (see `core/faults/serving-skew`). */
export function servedWith(
  mismatch: Mismatch,
  features: PaymentFeatures,
  world: PaymentsWorld,
  start: Start,
): PaymentFeatures {
  const scene = { world, training: features, production: features };
  const other = servingSkew.apply(scene, { mismatch, share: 1, fromDay: 0 }, world.seed).production;
  const hit = hitRows(start, start.strength);
  return withColumns(
    features,
    Object.fromEntries(
      TOUCHES[mismatch].map((name) => [name, blended(features.columns[name], other.columns[name], hit)]),
    ),
  );
}
