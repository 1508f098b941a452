import type { Alarm, Roles, Task } from "../../core/contracts.ts";
import type { FeatureName, PaymentFeatures } from "../../core/features/features.ts";
import { type Column, numbers, type Table, times } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import { type Range, within } from "../shared/train.ts";
import type { Bench } from "./bench.ts";
import type { Monitored, Result } from "./result.ts";
import { DETECTORS, DUMMY } from "./streams.ts";
import { MODEL_FEATURES, type Stretches } from "./world.ts";

const CATEGORY_FEATURES: readonly FeatureName[] = ["merchant_category", "payment_method"];
export const NUMBER_FEATURES: readonly FeatureName[] = MODEL_FEATURES.filter(
  (name) => !CATEGORY_FEATURES.includes(name),
);
/** What monitoring watches: each test on all features that it can read. */
const WATCH = [
  ["kolmogorov-smirnov", NUMBER_FEATURES],
  ["population-stability", MODEL_FEATURES],
  ["chi-square", CATEGORY_FEATURES],
] as const;

export const ALARM_STEPS = WATCH.length + 3 + DETECTORS.length + 1;

const SCORED: Roles = { label: ["fraud"], score: ["score"], "event-time": ["event_at"] };

/** The features of training beside those of the first three weeks after the change. No label is read, so both worlds give the same. */
export function featureSide(
  bench: Bench,
  features: PaymentFeatures,
  { training, compared }: Stretches,
): Side {
  const of = (range: Range) => featuresTable(bench.base.world, features, range, { names: MODEL_FEATURES });
  return {
    reference: of(training),
    current: of(compared),
    roles: { "event-time": ["event_at"], entity: ["user_id"] },
  };
}

/** Scores and labels of the held-out payments, beside those of the same three weeks. */
function scoredSide(bench: Bench, frauds: Uint8Array, { held, compared }: Stretches): Side {
  const { world } = bench.base;
  const of = (range: Range): Table => ({
    rows: range.to - range.from,
    columns: new Map([
      ["event_at", times(within(world.transactions.eventAt, range))],
      ["score", numbers(within(bench.scores, range))],
      ["fraud", numbers(within(frauds, range))],
    ] as [string, Column][]),
  });
  return { reference: of(held), current: of(compared), roles: SCORED };
}

/** Every line of the panel: the feature tests, what reads scores and labels, then the streams. */
export async function alarmsOf(
  bench: Bench,
  features: PaymentFeatures,
  stretches: Stretches,
  broken: { frauds: Uint8Array; stream: Side },
  healthy: { frauds: Uint8Array; stream: Side },
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: (parts?: Partial<Result>) => Promise<void>,
): Promise<Pick<Result, "alarms" | "monitored" | "drift" | "verdicts">> {
  const side = featureSide(bench, features, stretches);
  await task.breathe();
  const families: Alarm[][] = [];
  for (const [id, columns] of WATCH) {
    families.push(await featureAlarms(id, columns, side, side, seed, task));
    if (id !== "chi-square") await step();
  }
  const monitored = monitoredOf(families);
  await step({ monitored });
  const rest: Alarm[] = [await alarm("domain-classifier", MODEL_FEATURES, side, side, seed, task)];
  await step();
  const drift = driftOf(families, rest[0]!);
  const [here, twin] = [broken, healthy].map(({ frauds }) => scoredSide(bench, frauds, stretches));
  for (const id of ["performance-estimate", "label-shift"] as const) {
    rest.push(await alarm(id, [], here!, twin!, seed, task));
    await step();
  }
  for (const id of [...DETECTORS, DUMMY]) {
    rest.push(await alarm(id, [], broken.stream, healthy.stream, seed, task));
    await step();
  }
  const said = (id: string) => rest.find(({ detector }) => detector === id)!.broken.verdict;
  const verdicts = { adwin: said("adwin"), pageHinkley: said("page-hinkley") };
  return { alarms: [...families.flatMap(shown), ...rest], monitored, drift, verdicts };
}

/** Of one test, the features that ring; where none does, the one that came nearest. */
function shown(lines: readonly Alarm[]): Alarm[] {
  const ringing = lines.filter((line) => line.broken.verdict === "rings");
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
  const [smirnov, stability, chiSquare] = families;
  return MODEL_FEATURES.map((feature) => {
    const of = (lines: readonly Alarm[]) => lines.find((line) => line.columns[0] === feature)?.broken;
    const isCategory = CATEGORY_FEATURES.includes(feature);
    const test = of(isCategory ? chiSquare! : smirnov!)!;
    const index = of(stability!)!;
    return {
      feature,
      test: isCategory ? "chi-square" : "Kolmogorov–Smirnov",
      pValue: test.pValue ?? 1,
      effect: test.effect,
      stability: Number.isFinite(index.statistic) ? index.statistic : null,
      rings: test.verdict === "rings" || index.verdict === "rings",
    };
  });
}

function driftOf(families: readonly (readonly Alarm[])[], classifier: Alarm): Result["drift"] {
  const rings = (lines: readonly Alarm[]) => lines.some((line) => line.broken.verdict === "rings");
  const [smirnov, stability, chiSquare] = families;
  const kinds = (
    [
      ["test", rings([...smirnov!, ...chiSquare!])],
      ["index", rings(stability!)],
      ["classifier", rings([classifier])],
    ] as const
  ).filter(([, ring]) => ring);
  return kinds.length === 0 ? "none" : kinds.length === 1 ? kinds[0]![0] : "several";
}
