import type { Alarm, Roles, Task } from "../../core/contracts.ts";
import type { Column, Table, TimeColumn } from "../../core/table/table.ts";
import { clearValid, take, validity } from "../../core/table/table.ts";
import { lendingTable } from "../../core/world/lending/lending-tables.ts";
import { MONTH } from "../../core/world/lending/settings.ts";
import type { LendingWorld } from "../../core/world/lending/types.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import { type Range, within } from "../shared/train.ts";
import { WATCHED } from "./drift.ts";
import type { Result } from "./result.ts";
import { rowsIn, START, type Stretches, TRAINING } from "./world.ts";

/** What monitoring watches: each test on the features that it can read. */
const WATCH = [
  ["kolmogorov-smirnov", WATCHED],
  ["population-stability", WATCHED],
  ["wasserstein", WATCHED],
  ["chi-square", ["sector"]],
] as const;
const REST = [
  "label-shift",
  "adwin",
  "ddm",
  "periodic-dummy",
  "label-maturity",
  "calibration-by-segment",
  "performance-estimate",
] as const;
/** Steps that {@link alarmsOf} reports. */
export const ALARM_STEPS = WATCH.length + REST.length;

const ROLES: Roles = {
  "event-time": ["applied_at"],
  label: ["default"],
  "label-known-time": ["outcome_known_at"],
  score: ["score"],
  segment: ["sector"],
};

/** One world as its alarms read it: the scores of the model as trained, and what it granted. */
export type World = { world: LendingWorld; scores: Float64Array; granted: Uint8Array };

/** The granted loans of a range with the model's score and the outcome as it stood in the books at a moment. */
export function loansTable({ world, scores, granted }: World, range: Range, readAt: number): Table {
  const base = lendingTable(world, range);
  const { defaultKnownAt, scheduledEndAt } = world.repayment;
  const outcome = new Float64Array(base.rows);
  const knownAt = new Float64Array(base.rows);
  const has = validity(base.rows, true);
  for (let i = 0; i < base.rows; i++) {
    const row = range.from + i;
    const failed = defaultKnownAt[row]! < readAt;
    outcome[i] = failed ? 1 : 0;
    knownAt[i] = (failed ? defaultKnownAt : scheduledEndAt)[row]!;
    if (knownAt[i]! >= readAt) clearValid(has, i);
  }
  const known: TimeColumn = { kind: "time", values: knownAt, valid: has };
  const columns: [string, Column][] = [
    ["score", { kind: "number", values: within(scores, range).slice(), valid: null }],
    ["default", { kind: "number", values: outcome, valid: has }],
    ["outcome_known_at", known],
  ];
  const rows: number[] = [];
  for (let i = 0; i < base.rows; i++) if (granted[range.from + i] === 1) rows.push(i);
  return take({ rows: base.rows, columns: new Map([...base.columns, ...columns]) }, rows);
}

/** Every line of the panel, read on the day on which the worst is over, with the books as they stand on that day. */
export async function alarmsOf(
  broken: World,
  healthy: World,
  stretches: Stretches,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: (parts?: Partial<Result>) => Promise<void>,
): Promise<{ alarms: Alarm[]; ringing: number; ringingTwin: number }> {
  const { end, before } = stretches;
  const features = ({ world }: World): Side => ({
    reference: lendingTable(world, rowsIn(world, [-TRAINING, 0])),
    current: lendingTable(world, rowsIn(world, [START, end])),
    roles: { "event-time": ["applied_at"] },
  });
  const loans = (one: World): Side => {
    const readAt = one.world.productionAt + end * MONTH;
    const of = (months: readonly [number, number]) => loansTable(one, rowsIn(one.world, months), readAt);
    return { reference: of(before), current: of([before[1], end]), roles: ROLES };
  };
  const sides = (make: (one: World) => Side): [Side, Side] => {
    const here = make(broken);
    return [here, broken.world === healthy.world ? here : make(healthy)];
  };
  const [here, twin] = sides(features);
  await task.breathe();
  const families: Alarm[][] = [];
  for (const [id, columns] of WATCH) {
    families.push(await featureAlarms(id, columns, here, twin, seed, task));
    await step();
  }
  const rings = (side: "broken" | "healthy") =>
    WATCHED.filter((name) =>
      families.some((lines) => lines.some((one) => one.columns[0] === name && one[side].verdict === "rings")),
    ).length;

  const [loansHere, loansTwin] = sides(loans);
  await task.breathe();
  const rest: Alarm[] = [];
  for (const id of REST) {
    const columns = id === "calibration-by-segment" ? ["sector"] : [];
    // How ripe the labels are is asked of the newer loans alone.
    const own = (side: Side): Side =>
      id === "label-maturity" ? { ...side, reference: side.current!, current: null } : side;
    const [first, second] = [own(loansHere), own(loansTwin)];
    rest.push(await alarm(id, columns, first, loansHere === loansTwin ? first : second, seed, task));
    await step();
  }
  const alarms = [...families.flatMap(shown), ...rest];
  return { alarms, ringing: rings("broken"), ringingTwin: rings("healthy") };
}

/** Of one test, the feature that moved farthest (of the first test the two that did), and any that rings on the twin. */
function shown(lines: readonly Alarm[], test: number): Alarm[] {
  const size = ({ broken }: Alarm) => (Number.isFinite(broken.effect) ? broken.effect : -1);
  const farthest = [...lines].sort((a, b) => size(b) - size(a)).slice(0, test === 0 ? 2 : 1);
  return lines.filter((one) => farthest.includes(one) || one.healthy.verdict === "rings");
}
