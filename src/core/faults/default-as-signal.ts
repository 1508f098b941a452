import { fillAbsent } from "../features/absence.ts";
import type { PaymentFeatures } from "../features/features.ts";
import type { Fault, Scene } from "./fault.ts";

const params = {
  value: {
    kind: "number",
    label: "Value written where nothing is known",
    unit: "EUR",
    min: -1,
    max: 1000,
    step: 1,
    default: 0,
  },
} as const;

/** A default that cannot be told from a value: no history becomes an average of zero euros. */
export const defaultAsSignal: Fault<typeof params> = {
  id: "default-as-signal",
  name: "Default as signal",
  chapter: "silence",
  summary:
    "The seven-day average of a user without one is written as zero, in training and in production alike.",
  params,
  apply(healthy, { value }): Scene {
    const filled = (features: PaymentFeatures): PaymentFeatures => ({
      ...features,
      columns: {
        ...features.columns,
        avg_transaction_amount_last_7_days: fillAbsent(
          features.columns.avg_transaction_amount_last_7_days,
          value,
        ),
      },
    });
    return { ...healthy, training: filled(healthy.training), production: filled(healthy.production) };
  },
};
