import { healthyScene, type Scene } from "../../core/faults/fault.ts";
import { labelsAsKnown } from "../../core/world/as-known.ts";
import { paymentsWorld } from "../../core/world/payments.ts";
import type { PaymentsSettings } from "../../core/world/settings.ts";
import { rememberLast } from "./remember.ts";

/** A healthy payments world, its features as of each event, and the labels that are known once all waiting is over. */
export type HealthyScene = Scene & { labels: Uint8Array };

/** The healthy scene for these settings and this seed; the last one is kept. */
export const paymentsScene: (settings: Partial<PaymentsSettings>, seed: number) => HealthyScene =
  rememberLast((settings: Partial<PaymentsSettings>, seed: number) => {
    const world = paymentsWorld(settings, seed);
    return { ...healthyScene(world), labels: labelsAsKnown(world, Number.POSITIVE_INFINITY).fraud };
  });
