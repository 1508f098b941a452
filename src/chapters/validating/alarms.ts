import type { Alarm, Task } from "../../core/contracts.ts";
import { alarm } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import { feedTable, ROLES, rangeRows } from "./batches.ts";
import type { Bench } from "./company.ts";
import { type Delivery, isThere } from "./delivery.ts";

const WATCH: readonly { id: string; columns: readonly string[] | null }[] = [
  { id: "schema", columns: null },
  { id: "missing-share", columns: ["amount", "device_is_new", "merchant_category"] },
  { id: "range", columns: ["amount", "hour"] },
  { id: "unseen-categories", columns: ["merchant_category", "payment_method"] },
  { id: "lateness", columns: null },
  { id: "kolmogorov-smirnov", columns: ["amount", "hour", "device_is_new"] },
  { id: "population-stability", columns: ["amount", "hour", "device_is_new"] },
  { id: "chi-square", columns: ["merchant_category", "payment_method"] },
];

/**
 * What the detectors say of the files of the broken days, all together, against training: one line a detector, and one more for each
 * further column on which it rings.
 */
export async function alarmsOf(
  bench: Bench,
  delivery: Delivery,
  healthy: Delivery,
  task: Pick<Task<never>, "breathe">,
): Promise<Alarm[]> {
  const reference = feedTable(healthy, rangeRows(bench.scene.world.periods.training));
  const fileOf = (of: Delivery) => {
    const rows: number[] = [];
    for (const row of rangeRows(bench.broken))
      if (isThere(of, row) || of.kind === "late") for (let k = 0; k < of.copies[row]!; k++) rows.push(row);
    return feedTable(of, Int32Array.from(rows));
  };
  const twin = { reference, current: fileOf(healthy), roles: ROLES };
  const broken = delivery === healthy ? twin : { reference, current: fileOf(delivery), roles: ROLES };
  await task.breathe();
  const found: Alarm[] = [];
  for (const { id, columns } of WATCH) {
    if (columns === null) {
      found.push(await alarm(id, ["amount"], broken, twin, bench.seed, task));
      continue;
    }
    const there = columns.filter((name) => broken.current.columns.has(name));
    const lines = await featureAlarms(id, there, broken, twin, bench.seed, task);
    const rings = lines.filter((line) => line.broken.verdict === "rings" || line.healthy.verdict === "rings");
    found.push(...(rings.length > 0 ? rings : lines.slice(0, 1)));
  }
  return found;
}
