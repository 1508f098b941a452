import type { Alarm, Roles, Task } from "../../core/contracts.ts";
import { FEATURES, type FeatureName } from "../../core/features/features.ts";
import { type Column, numbers, type Table } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { REGIONS } from "../../core/world/types.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import type { HealthyScene } from "../shared/scene.ts";
import { type Range, within } from "../shared/train.ts";
import type { Monitored, Result } from "./result.ts";
import type { Stretches } from "./world.ts";

export const CATEGORY_FEATURES: readonly FeatureName[] = ["merchant_category", "payment_method"];
export const NUMBER_FEATURES: readonly FeatureName[] = FEATURES.filter(
  (name) => !CATEGORY_FEATURES.includes(name),
);

/** What monitoring watches: each test on all features that it can read. */
const WATCH = [
  ["kolmogorov-smirnov", NUMBER_FEATURES],
  ["wasserstein", NUMBER_FEATURES],
  ["population-stability", FEATURES],
  ["chi-square", CATEGORY_FEATURES],
] as const;

const ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  score: ["score"],
};

/** Payments with what a monitor reads: the features, who the customer is, the score (of those `scores` holds), the label. */
export function watched(scene: HealthyScene, range: Range, scores: Float64Array | null): Table {
  const { world, labels, training: features } = scene;
  const { user } = world.transactions;
  const base = featuresTable(world, features, range);
  const columns: [string, Column][] = [
    ["region", regionOf(world.users.region, within(user, range))],
    ["reported_fraud", numbers(within(labels, range))],
  ];
  if (scores !== null) columns.push(["score", numbers(within(scores, range))]);
  return { rows: base.rows, columns: new Map([...base.columns, ...columns]) };
}

function regionOf(regions: Uint8Array, user: Int32Array): Column {
  return {
    kind: "category",
    codes: Int32Array.from(user, (own) => regions[own]!),
    categories: REGIONS,
    valid: null,
  };
}

/** One world as its alarms read it: features against all of training, scores against the held-out part of it. */
export type World = { scene: HealthyScene; scores: Float64Array; stretches: Stretches };

const sides = ({ scene, scores, stretches: { training, held, compared } }: World) => {
  const current = watched(scene, compared, scores);
  return {
    features: { reference: watched(scene, training, null), current, roles: { ...ROLES, score: [] } } as Side,
    scored: { reference: watched(scene, held, scores), current, roles: ROLES } as Side,
  };
};

/** Every line of the panel, and for each monitored feature how near it came to an alarm. */
export async function alarmsOf(
  broken: World,
  healthy: World,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: (parts?: Partial<Result>) => Promise<void>,
): Promise<Pick<Result, "alarms" | "monitored" | "drift" | "named">> {
  const [here, twin] = [sides(broken), sides(healthy)];
  await task.breathe();
  const families: Alarm[][] = [];
  for (const [id, columns] of WATCH) {
    families.push(await featureAlarms(id, columns, here.features, twin.features, seed, task));
    if (id !== "chi-square") await step();
  }
  const monitored = monitoredOf(families);
  await step({ monitored });

  const rest: Alarm[] = [];
  const add = async (id: string, columns: readonly string[], from: "features" | "scored") => {
    rest.push(await alarm(id, columns, here[from], twin[from], seed, task));
    await step();
  };
  await add("domain-classifier", FEATURES, "features");
  await add("performance-estimate", [], "scored");
  await add("label-rate-by-segment", ["cohort"], "scored");
  await add("calibration-by-segment", ["cohort"], "scored");
  await add("worst-segment", [...FEATURES, "cohort", "region"], "scored");
  await add("mix-and-rate", ["cohort"], "features");
  await add("population-stability", ["cohort"], "features");
  const alarms = [...families.flatMap(shown), ...rest];
  const { verdict, facts } = rest.find((line) => line.detector === "worst-segment")!.broken;
  const named = verdict === "rings" && facts.columns === 1 ? String(facts.column) : "none";
  return { alarms, monitored, drift: driftOf(families, rest[0]!), named };
}

/** Steps that {@link alarmsOf} reports. */
export const ALARM_STEPS = WATCH.length + 7;

/** Of one test, the features that ring here or on the twin; where none does, the one that came nearest here. */
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

function monitoredOf(families: readonly (readonly Alarm[])[]): Monitored[] {
  const [smirnov, , stability, chiSquare] = families;
  return FEATURES.map((feature) => {
    const of = (lines: readonly Alarm[]) => lines.find((line) => line.columns[0] === feature)?.broken;
    const isCategory = CATEGORY_FEATURES.includes(feature);
    const test = of(isCategory ? chiSquare! : smirnov!)!;
    const index = of(stability!)!;
    return {
      feature,
      test: isCategory ? "chi-square" : "Kolmogorov–Smirnov",
      pValue: test.pValue ?? 1,
      effect: test.effect,
      stability: index.statistic,
      rings: test.verdict === "rings" || index.verdict === "rings",
    };
  });
}

function driftOf(families: readonly (readonly Alarm[])[], classifier: Alarm): Result["drift"] {
  const rings = (lines: readonly Alarm[]) => lines.some((line) => line.broken.verdict === "rings");
  const [smirnov, distance, stability, chiSquare] = families;
  const kinds = (
    [
      ["test", rings([...smirnov!, ...distance!, ...chiSquare!])],
      ["index", rings(stability!)],
      ["classifier", rings([classifier])],
    ] as const
  ).filter(([, ring]) => ring);
  return kinds.length === 0 ? "none" : kinds.length === 1 ? kinds[0]![0] : "several";
}
