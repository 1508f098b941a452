import { paymentFeatures } from "../features/features.ts";
import { JOIN_POLICIES, type JoinPolicy } from "../features/join-policy.ts";
import type { Fault } from "./fault.ts";

const params = {
  training: {
    kind: "choice",
    label: "Join in training",
    options: JOIN_POLICIES,
    words: ["by date", "last finished batch", "as of the event"],
    default: "by-date",
  },
  serving: {
    kind: "choice",
    label: "Served in production",
    options: JOIN_POLICIES,
    words: ["by date", "last finished batch", "as of the event"],
    default: "last-finished-batch",
  },
} as const;

/** The nightly chargeback count joined to the day's payments by date, and served from the last finished batch. */
export const sameDayBatchJoin: Fault<typeof params> = {
  id: "same-day-batch-join",
  name: "Same-day batch join",
  chapter: "time-travel",
  summary:
    "Training joins the chargeback count of the night after the payment; production can only serve the night before.",
  params,
  apply(healthy, { training, serving }) {
    const under = (policy: string) =>
      paymentFeatures(healthy.world, {
        ...healthy.training.policies,
        user_chargeback_count_last_30_days: policy as JoinPolicy,
      });
    return { world: healthy.world, training: under(training), production: under(serving) };
  },
};
