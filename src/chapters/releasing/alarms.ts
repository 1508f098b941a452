import type { Alarm, Task } from "../../core/contracts.ts";
import type { FeatureName } from "../../core/features/features.ts";
import {
  type Column,
  categories,
  clearValid,
  numbers,
  type Table,
  take,
  validity,
} from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm, type Side as Input } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import { type Company, devicesAsServed, TEST_DAYS } from "./company.ts";
import { NEVER_MADE, PASSED, TIMED_OUT } from "./outcomes.ts";
import type { ModelId } from "./result.ts";
import type { Side } from "./trial.ts";

const READ: readonly FeatureName[] = [
  "amount",
  "hour",
  "merchant_category",
  "payment_method",
  "device_is_new",
  "tx_count_last_24_hours",
  "tenure_days",
];
export const LABEL = "reported_fraud";
const DECISIONS = ["approve", "stop", "failed"];

/** Lines of the panel that read one column each: the arm of the challenger against that of the champion. */
const LINES = [
  ["kolmogorov-smirnov", ["latency_ms", "amount", "device_is_new", "tenure_days"]],
  ["chi-square", ["decision", "merchant_category", "payment_method"]],
] as const;
export const ALARM_STEPS = LINES.length + 3;

/**
 * The log of one arm as it is known at the end of the test: what the model read, its score (none where the payment failed first), its
 * decision, its latency, and the label where one is known. A payment that was not let through has none.
 */
export function armLog(
  company: Company,
  id: ModelId | "same",
  side: Side,
  arm: Uint8Array,
  which: 0 | 1,
): Table {
  const { scene, live, day, user, isNew, reported } = company;
  const { what, chargeback } = side.outcomes;
  let end = 0;
  while (end < day.length && day[end]! < TEST_DAYS) end++;
  const range = { from: live.from, to: live.from + end };
  const base = featuresTable(scene.world, scene.production, range, { names: READ });
  const scored = validity(end, true);
  const known = validity(end, true);
  const label = new Float64Array(end);
  const rows: number[] = [];
  for (let row = 0; row < end; row++) {
    if (what[row] === TIMED_OUT) clearValid(scored, row);
    if (what[row] !== PASSED) clearValid(known, row);
    if (chargeback[row] === 1 && reported[row]! < TEST_DAYS) label[row] = 1;
    if (what[row] !== NEVER_MADE && arm[user[row]!] === which) rows.push(row);
  }
  const columns = new Map<string, Column>([
    ...base.columns,
    ["customer", categories(Array.from(isNew.subarray(0, end), (one) => (one === 1 ? "new" : "known")))],
    ["score", numbers(side.served.scores.subarray(0, end), scored)],
    [
      "decision",
      { kind: "category", codes: Int32Array.from(what.subarray(0, end)), categories: DECISIONS, valid: null },
    ],
    ["latency_ms", numbers(side.served.latency.subarray(0, end))],
    [LABEL, numbers(label, known)],
  ]);
  if (id === "uneven")
    columns.set("device_is_new", numbers(devicesAsServed(company).subarray(range.from, range.to)));
  return take({ rows: end, columns }, rows);
}

/** Every line of the panel. The healthy twin is an A/A test: the same users in the same arms, the champion in both. */
export async function alarmsOf(
  company: Company,
  id: ModelId,
  champion: Side,
  challenger: Side,
  arm: Uint8Array,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<Alarm[]> {
  const roles = { label: [LABEL], entity: ["user_id"], "event-time": ["event_at"] };
  const reference = armLog(company, "champion", champion, arm, 0);
  await task.breathe();
  const broken: Input = { reference, current: armLog(company, id, challenger, arm, 1), roles };
  await task.breathe();
  const healthy: Input = { reference, current: armLog(company, "same", champion, arm, 1), roles };
  await task.breathe();
  const lines: Alarm[] = [];
  for (const [detector, columns] of LINES) {
    lines.push(...(await featureAlarms(detector, columns, broken, healthy, seed, task)));
    await step();
  }
  lines.push(await alarm("missing-share", ["score"], broken, healthy, seed, task));
  await step();
  lines.push(await alarm("label-shift", [], broken, healthy, seed, task));
  await step();
  lines.push(await alarm("label-rate-by-segment", ["customer"], broken, healthy, seed, task));
  await step();
  return lines;
}
