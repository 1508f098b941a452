import { paymentFeatures } from "../features/features.ts";
import { paymentsWorld } from "../world/payments.ts";
import type { Fault } from "./fault.ts";

const params = {
  risk: {
    kind: "number",
    label: "Fraud rate of the new cohort, times the others'",
    unit: "×",
    min: 0,
    max: 10,
    step: 0.1,
    default: 4,
  },
} as const;

/** The onboarded cohort of the healthy world (see `cohortShare`), with another fraud rate and the same features. */
export const unlikeCohort: Fault<typeof params> = {
  id: "unlike-cohort",
  name: "Unlike cohort",
  chapter: "different-people",
  summary: "The customers onboarded during production look like everybody else and are robbed more often.",
  params,
  apply(healthy, { risk }) {
    const world = paymentsWorld({ ...healthy.world.settings, cohortRisk: risk }, healthy.world.seed);
    const training = paymentFeatures(world, healthy.training.policies);
    const same = healthy.production === healthy.training;
    return {
      world,
      training,
      production: same ? training : paymentFeatures(world, healthy.production.policies),
    };
  },
};
