import type { Alarm, Roles, Task } from "../../core/contracts.ts";
import type { Scene } from "../../core/faults/fault.ts";
import { FEATURES } from "../../core/features/features.ts";
import { type Column, numbers, type Table } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import { type Range, within } from "../shared/train.ts";
import type { Drift, Result } from "./result.ts";
import { CATEGORY_FEATURES, NUMBER_FEATURES, type Stretches } from "./world.ts";

/** What monitoring watches: each detector on all features that it can read. The first three make the picture of the drift. */
const WATCH = [
  ["kolmogorov-smirnov", NUMBER_FEATURES],
  ["chi-square", CATEGORY_FEATURES],
  ["population-stability", FEATURES],
  ["wasserstein", NUMBER_FEATURES],
  ["jensen-shannon", FEATURES],
  ["unseen-categories", CATEGORY_FEATURES],
] as const;

/** Steps that {@link driftOf} and {@link alarmsOf} report. */
export const DRIFT_STEPS = 3;
export const ALARM_STEPS = WATCH.length - DRIFT_STEPS + 2;

const ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  score: ["score"],
};

/** One world as its alarms read it: training and the compared weeks, with the scores of the trained model where it has them. */
export type World = {
  scene: Scene;
  labels: Uint8Array;
  stretches: Stretches;
  /** Scores of the held-out rows and of the compared ones. */
  held: Float64Array;
  compared: Float64Array;
};

/** Payments with what a monitor reads. Rows before production are as training saw them, the others as production served them. */
export function watched({ world, training, production }: Scene, rows: Range): Table {
  return featuresTable(world, rows.from >= world.periods.production.from ? production : training, rows);
}

const features = ({ scene, stretches: { training, compared } }: World): Side => ({
  reference: watched(scene, training),
  current: watched(scene, compared),
  roles: {},
});

function scored({ scene, labels, stretches, held, compared }: World): Side {
  const withScores = (rows: Range, scores: Float64Array): Table => {
    const base = watched(scene, rows);
    const more: [string, Column][] = [
      ["reported_fraud", numbers(within(labels, rows))],
      ["score", numbers(scores)],
    ];
    return { rows: base.rows, columns: new Map([...base.columns, ...more]) };
  };
  return {
    reference: withScores(stretches.held, held),
    current: withScores(stretches.compared, compared),
    roles: ROLES,
  };
}

type Step = (parts?: Partial<Result>) => Promise<void>;
type Breath = Pick<Task<never>, "breathe">;

/** The drift of every feature, as a test with Holm's correction and as an index; and the lines of the panel that say so. */
export async function driftOf(
  broken: World,
  healthy: World,
  seed: number,
  task: Breath,
  step: Step,
): Promise<{ drift: Drift[]; families: Alarm[][]; sides: readonly [Side, Side] }> {
  const here = features(broken);
  const twin = healthy === broken ? here : features(healthy);
  await task.breathe();
  const families: Alarm[][] = [];
  for (const [id, columns] of WATCH.slice(0, DRIFT_STEPS)) {
    families.push(await featureAlarms(id, columns, here, twin, seed, task));
    if (families.length < DRIFT_STEPS) await step();
  }
  const drift = driftRows(families);
  await step({ drift });
  return { drift, families, sides: [here, twin] };
}

function driftRows([smirnov, square, stability]: readonly (readonly Alarm[])[]): Drift[] {
  return FEATURES.map((feature) => {
    const of = (lines: readonly Alarm[]) => lines.find((line) => line.columns[0] === feature)?.broken;
    const isCategory = CATEGORY_FEATURES.includes(feature);
    const test = of(isCategory ? square! : smirnov!)!;
    return {
      feature,
      test: isCategory ? "chi-square" : "Kolmogorov–Smirnov",
      pValue: test.pValue ?? 1,
      effect: test.effect,
      stability: of(stability!)!.effect,
      rings: test.verdict === "rings",
    };
  });
}

/** Every line of the panel. */
export async function alarmsOf(
  broken: World,
  healthy: World,
  { families, sides: [here, twin] }: Awaited<ReturnType<typeof driftOf>>,
  seed: number,
  task: Breath,
  step: Step,
): Promise<Alarm[]> {
  const all = [...families];
  for (const [id, columns] of WATCH.slice(DRIFT_STEPS)) {
    all.push(await featureAlarms(id, columns, here, twin, seed, task));
    await step();
  }
  const classifier = await alarm("domain-classifier", FEATURES, here, twin, seed, task);
  await step();
  const [now, then] = healthy === broken ? [scored(broken)] : [scored(broken), scored(healthy)];
  const estimate = await alarm("performance-estimate", [], now!, then ?? now!, seed, task);
  await step();
  return [...all.flatMap(shown), classifier, estimate];
}

/** Of one detector, the features that ring here or on the twin; where none does, the one that came nearest here. */
function shown(lines: readonly Alarm[]): Alarm[] {
  const ringing = lines.filter((line) => line.broken.verdict === "rings" || line.healthy.verdict === "rings");
  if (ringing.length > 0) return ringing;
  const nearness = ({ broken }: Alarm) =>
    broken.verdict === "cannot-tell"
      ? Number.NEGATIVE_INFINITY
      : broken.pValue !== null
        ? -broken.pValue + broken.effect * 1e-6
        : broken.effect;
  return [lines.reduce((nearest, line) => (nearness(line) > nearness(nearest) ? line : nearest))];
}
