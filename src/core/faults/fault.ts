import type { ParamsOf, ParamTable } from "../contracts.ts";
import { type PaymentFeatures, paymentFeatures } from "../features/features.ts";
import type { PaymentsWorld } from "../world/types.ts";

/** A world with its features as training saw them and as production served them, for every payment of the world. */
export type Scene = { world: PaymentsWorld; training: PaymentFeatures; production: PaymentFeatures };

/**
 * One way to break a healthy scene (or, as `S`, a healthy world of another kind). The broken twin shares the seed: it equals the healthy one in every row that the fault
 * does not touch, and at strength zero in all of them.
 */
export type Fault<P extends ParamTable = ParamTable, S = Scene> = {
  /** Stable: detectors name in `blindTo` the faults they cannot see. */
  id: string;
  name: string;
  /** The chapter that shows it. */
  chapter: string;
  /** What it breaks, in one plain sentence. */
  summary: string;
  params: P;
  apply(healthy: S, params: ParamsOf<P>, seed: number): S;
};

/** The healthy scene: every feature point in time, in training as in production. */
export function healthyScene(world: PaymentsWorld): Scene {
  const features = paymentFeatures(world, "as-of-event");
  return { world, training: features, production: features };
}
