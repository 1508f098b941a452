import { random } from "../random.ts";
import { reportFrauds } from "./reporting-delay.ts";
import { completeSettings, type PaymentsSettings } from "./settings.ts";
import type { PaymentsWorld } from "./types.ts";

/** What the reports of a world depend on, and nothing else of it does. */
export type ReportSettings = Pick<
  PaymentsSettings,
  "reportingDelayHours" | "reportingDelaySigma" | "neverReported"
>;

/**
 * The same world with other reports: the very bytes that `paymentsWorld` gives for these settings, without drawing the payments
 * again. Throws, naming the setting, where one is impossible.
 */
export function withReports(world: PaymentsWorld, reports: Partial<ReportSettings>): PaymentsWorld {
  const settings = completeSettings({ ...world.settings, ...reports });
  const source = random(world.seed).fork("payments world").fork("reports");
  return { ...world, settings, chargebacks: reportFrauds(world.transactions, settings, source) };
}
