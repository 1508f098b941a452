import { loseValues } from "../features/absence.ts";
import { random } from "../random.ts";
import type { Fault } from "./fault.ts";

const params = {
  fromHour: {
    kind: "number",
    label: "Outage begins",
    unit: "h",
    min: 0,
    max: 23,
    step: 1,
    default: 17,
  },
  hours: {
    kind: "number",
    label: "Length of the outage",
    unit: "h",
    min: 0,
    max: 24,
    step: 1,
    default: 4,
    help: "Every day of production.",
  },
  intensity: {
    kind: "number",
    label: "Active users' values lost",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.7,
  },
} as const;

/** Whether an hour of the day lies within the outage; a window may run past midnight. */
export function inOutage(hour: number, outage: { fromHour: number; hours: number }): boolean {
  return (hour - outage.fromHour + 24) % 24 < outage.hours;
}

/** At peak hours the feature store times out, and averages that exist do not arrive. */
export const featureStoreOutage: Fault<typeof params> = {
  id: "feature-store-outage",
  name: "Feature store outage",
  chapter: "silence",
  summary:
    "For some hours of every production day the feature store loses the seven-day average of users who have one.",
  params,
  apply(healthy, { fromHour, hours, intensity }, seed) {
    const { transactions, periods } = healthy.world;
    const { from, to } = periods.production;
    const { hour, id } = transactions;
    const column = healthy.production.columns.avg_transaction_amount_last_7_days;
    const lossy = loseValues(
      column,
      id,
      (row) => (row >= from && row < to && inOutage(hour[row]!, { fromHour, hours }) ? intensity : 0),
      random(seed).fork("feature store outage"),
    );
    return {
      ...healthy,
      production: {
        ...healthy.production,
        columns: { ...healthy.production.columns, avg_transaction_amount_last_7_days: lossy },
      },
    };
  },
};
