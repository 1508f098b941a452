import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { isSame } from "../../core/detectors/shared/parity-causes.ts";
import type { Scene } from "../../core/faults/fault.ts";
import { type Mismatch, TOUCHES } from "../../core/faults/serving-skew.ts";
import { FEATURES, type FeatureName } from "../../core/features/features.ts";
import { random } from "../../core/random.ts";
import { DAY } from "../../core/world/settings.ts";
import { featuresTable } from "../../core/world/tables.ts";
import type { Range } from "../shared/train.ts";
import type { Cell, Heat, Parity, Point, Shape } from "./result.ts";

/** The feature in which a mismatch has its clearest shape. */
export const SHOWN: Readonly<Record<Mismatch, FeatureName>> = {
  units: "amount",
  scaling: "avg_transaction_amount_last_7_days",
  codes: "merchant_category",
  "time-zone": "hour",
  "stale-cache": "user_chargeback_count_last_30_days",
  "missing-rule": "avg_transaction_amount_last_7_days",
};

const COUNTED: readonly FeatureName[] = ["merchant_category", "hour", "user_chargeback_count_last_30_days"];
const isCounted = (feature: FeatureName) => COUNTED.includes(feature);

/** Both sides of a feature in one row, null where it is missing. */
function bothSides(scene: Scene, feature: FeatureName) {
  const [trained, served] = [scene.training.columns[feature], scene.production.columns[feature]];
  const at = ({ values }: typeof trained, row: number) => {
    const value = values[row]!;
    return Number.isNaN(value) ? null : value;
  };
  return (row: number): [number | null, number | null] => [at(trained, row), at(served, row)];
}

const drawn = (value: number | null) => (value === null ? null : Number(value.toPrecision(6)));

/**
 * The shape of a mismatch: payments of the range as (trained, served), about `wanted` of them evenly taken, or counted where the
 * feature has few values.
 */
export function shapeOf(scene: Scene, mismatch: Mismatch, range: Range, wanted: number): Shape {
  const feature = SHOWN[mismatch];
  const sides = bothSides(scene, feature);
  const points: Point[] = [];
  const counts = new Map<number, number>();
  const rows = range.to - range.from;
  const count = isCounted(feature) ? rows : Math.min(rows, wanted);
  for (let i = 0; i < count; i++) {
    const [x, y] = sides(range.from + Math.floor((i * rows) / count));
    if (!isCounted(feature)) points.push({ x: drawn(x), y: drawn(y), equal: isSame(x, y, "number") });
    else counts.set(x! * 100 + y!, (counts.get(x! * 100 + y!) ?? 0) + 1);
  }
  const cells: Cell[] = [...counts]
    .sort((a, b) => a[0] - b[0])
    .map(([key, n]) => ({ x: Math.floor(key / 100), y: key % 100, rows: n }));
  return { mismatch, feature, points, cells };
}

/** Where the pipelines disagree: share of the payments, by feature and day of production. */
export function heatOf(scene: Scene): Heat {
  const { production } = scene.world.periods;
  const { eventAt } = scene.world.transactions;
  const days = Math.round((production.endAt - production.startAt) / DAY);
  const dayOf = (row: number) => Math.min(days - 1, Math.floor((eventAt[row]! - production.startAt) / DAY));
  const payments = new Array<number>(days).fill(0);
  for (let row = production.from; row < production.to; row++) payments[dayOf(row)]!++;
  const features = FEATURES.map((feature) => {
    const counts = new Array<number>(days).fill(0);
    if (scene.training.columns[feature].values !== scene.production.columns[feature].values) {
      const sides = bothSides(scene, feature);
      for (let row = production.from; row < production.to; row++)
        if (!isSame(...sides(row), "number")) counts[dayOf(row)]!++;
    }
    const all = counts.reduce((sum, one) => sum + one, 0) / Math.max(1, production.to - production.from);
    const different = counts.map((one, day) => Number((one / Math.max(1, payments[day]!)).toFixed(4)));
    return { feature, different, all };
  });
  return { payments, features };
}

/** Of all features, those that a mismatch can touch. */
export const touches = (mismatch: Mismatch): readonly FeatureName[] => TOUCHES[mismatch];

/** The large picture: the shape over all of production, with what row parity says of the feature. */
export function parityOf(scene: Scene, mismatch: Mismatch, production: Range, wanted: number): Parity {
  const shape = shapeOf(scene, mismatch, production, wanted);
  const { world } = scene;
  const names = [shape.feature];
  const input = {
    reference: featuresTable(world, scene.training, production, { names }),
    current: featuresTable(world, scene.production, production, { names }),
    columns: names,
    roles: { key: ["tx_id"], entity: ["user_id"], "event-time": ["event_at"] },
  };
  const { reason, facts } = runDetector(detector("row-parity"), input, {}, random(1));
  return {
    ...shape,
    pairs: Number(facts.pairs ?? 0),
    different: Number(facts.different ?? 0),
    cause: reason,
    causeValue: facts.causeValue ?? "",
    causeShare: Number(facts.causeShare ?? 0),
  };
}

/** Share of the rows in a range whose feature differs. */
export function differentIn(scene: Scene, feature: FeatureName, { from, to }: Range): number {
  const sides = bothSides(scene, feature);
  let different = 0;
  for (let row = from; row < to; row++) if (!isSame(...sides(row), "number")) different++;
  return different / Math.max(1, to - from);
}
