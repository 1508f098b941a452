import type { Alarm, Finding, Roles, Task } from "../../core/contracts.ts";
import { overMany } from "../../core/detectors/over-features.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import type { Scene } from "../../core/faults/fault.ts";
import type { Mismatch } from "../../core/faults/serving-skew.ts";
import { FEATURES, type FeatureName } from "../../core/features/features.ts";
import { random } from "../../core/random.ts";
import type { Table } from "../../core/table/table.ts";
import { featureColumn, featuresTable } from "../../core/world/tables.ts";
import type { Range } from "../shared/train.ts";
import { type Bench, liveRange, servedUnder, twinOf } from "./company.ts";
import { touches } from "./pairs.ts";
import type { Cause, Mark, MatrixRow, Result } from "./result.ts";

const CATEGORIES: readonly FeatureName[] = ["merchant_category", "payment_method"];
const NUMBERS: readonly FeatureName[] = FEATURES.filter((name) => !CATEGORIES.includes(name));

/** The detectors of the panel and the matrix, with the features that each reads. Row parity reads pairs, the others two windows. */
export const WATCH: readonly { id: string; columns: readonly FeatureName[] }[] = [
  { id: "row-parity", columns: FEATURES },
  { id: "kolmogorov-smirnov", columns: NUMBERS },
  { id: "wasserstein", columns: NUMBERS },
  { id: "population-stability", columns: FEATURES },
  { id: "chi-square", columns: CATEGORIES },
  { id: "range", columns: NUMBERS },
  { id: "missing-share", columns: FEATURES },
];

/** The cause that row parity must name. */
export const CAUSES: Readonly<Record<Mismatch, string>> = {
  units: "constant-factor",
  scaling: "another-scale",
  codes: "permuted-codes",
  "time-zone": "shifted-hours",
  "stale-cache": "stale-by-one",
  "missing-rule": "missing-rule",
};

const ROLES: Roles = { key: ["tx_id"], entity: ["user_id"], "event-time": ["event_at"] };

/** What the detectors read of one world: training, the live payments, and the whole log by both codes. */
type Tables = { training: Table; live: Table; trained: Table; served: Table };

function tablesOf(scene: Scene, live: Range): Tables {
  const { world, training, production } = scene;
  const log = world.periods.production;
  return {
    training: featuresTable(world, training, world.periods.training),
    live: featuresTable(world, production, live),
    trained: featuresTable(world, training, log),
    served: featuresTable(world, production, log),
  };
}

/** The same with other values in some features of the served side. */
function withServed(tables: Tables, scene: Scene, live: Range, features: readonly FeatureName[]): Tables {
  const log = scene.world.periods.production;
  const put = (base: Table, range: Range): Table => ({
    rows: base.rows,
    columns: new Map([
      ...base.columns,
      ...features.map((name) => [name, featureColumn(scene.production, name, range)] as const),
    ]),
  });
  return { ...tables, live: put(tables.live, live), served: put(tables.served, log) };
}

type Found = ReadonlyMap<string, ReadonlyMap<FeatureName, Finding>>;
type Breathing = Pick<Task<never>, "breathe">;

/** Every detector on every feature that it reads. Findings of `known` are taken for features that are not among `fresh`. */
async function findingsOf(
  tables: Tables,
  seed: number,
  task: Breathing,
  known: Found | null = null,
  fresh: readonly FeatureName[] = FEATURES,
): Promise<Map<string, Map<FeatureName, Finding>>> {
  const found = new Map<string, Map<FeatureName, Finding>>();
  for (const { id, columns } of WATCH) {
    const own = new Map<FeatureName, Finding>();
    for (const name of columns) {
      const kept = fresh.includes(name) ? undefined : known?.get(id)?.get(name);
      own.set(name, kept ?? runOn(id, [name], tables, seed));
      if (kept === undefined) await task.breathe();
    }
    found.set(id, own);
  }
  return found;
}

function runOn(id: string, columns: readonly string[], tables: Tables, seed: number): Finding {
  const source = random(seed).fork("alarms").fork(id).fork(columns[0]!);
  return runDetector(detector(id), { ...sideOf(id, tables), columns, roles: ROLES }, {}, source);
}

const sideOf = (id: string, tables: Tables) =>
  id === "row-parity"
    ? { reference: tables.trained, current: tables.served }
    : { reference: tables.training, current: tables.live };

/** One world as its alarms see it: findings before any correction. */
type Seen = { tables: Tables; found: Found };

type Twins = { key: string; twins: Map<string, Seen> };
let last: Twins | null = null;

/** The healthy twin of a mismatch as the alarms see it; kept while the world and the first day stay. */
async function twinSeen(bench: Bench, mismatch: Mismatch, from: number, task: Breathing): Promise<Seen> {
  const key = JSON.stringify([bench.scene.world.settings, bench.seed, from]);
  if (last?.key !== key) last = { key, twins: new Map() };
  const { twins } = last;
  const name = mismatch === "scaling" ? "scaled" : "plain";
  const kept = twins.get(name);
  if (kept) return kept;
  const live = liveRange(bench, from);
  const tables = tablesOf(twinOf(bench, mismatch), live);
  await task.breathe();
  // Scaling changes one column of the twin; the rest is as in the plain one.
  const plain = name === "scaled" ? await twinSeen(bench, "units", from, task) : null;
  const found = await findingsOf(
    tables,
    bench.seed,
    task,
    plain?.found ?? null,
    plain ? touches(mismatch) : FEATURES,
  );
  const seen = { tables, found };
  twins.set(name, seen);
  return seen;
}

export type Watched = { mismatch: Mismatch; here: Seen; twin: Seen };

/** A mismatch and its healthy twin as the alarms see them. */
export async function watch(
  bench: Bench,
  mismatch: Mismatch,
  params: { share: number; from: number },
  task: Breathing,
): Promise<Watched> {
  const twin = await twinSeen(bench, mismatch, params.from, task);
  const live = liveRange(bench, params.from);
  const scene = servedUnder(bench, mismatch, params);
  const tables = withServed(twin.tables, scene, live, touches(mismatch));
  await task.breathe();
  const found = await findingsOf(tables, bench.seed, task, twin.found, touches(mismatch));
  return { mismatch, here: { tables, found }, twin };
}

/** A detector's lines over its features, corrected over them by Holm. */
function linesOf(id: string, { here, twin }: Watched): Alarm[] {
  const used = detector(id);
  const corrected = ({ found }: Seen) => {
    const own = found.get(id)!;
    return { names: [...own.keys()], findings: overMany(used, [...own.values()], {}) };
  };
  const [{ names, findings }, healthy] = [corrected(here), corrected(twin)];
  const { name, summary, source } = used;
  return names.map((feature, i) => ({
    detector: id,
    columns: [feature],
    broken: findings[i]!,
    healthy: healthy.findings[i]!,
    words: { name, summary, source, saw: used.say(findings[i]!, [feature]) },
  }));
}

/** The panel: of every detector the features that ring here or on the twin; where none does, the one touched that came nearest. */
export function panelOf(watched: Watched): Alarm[] {
  const touched = touches(watched.mismatch);
  return WATCH.flatMap(({ id }) => {
    const all = linesOf(id, watched);
    const ringing = all.filter(
      ({ broken, healthy }) => broken.verdict === "rings" || healthy.verdict === "rings",
    );
    if (ringing.length > 0) return ringing;
    const own = all.filter(({ columns }) => touched.includes(columns[0] as FeatureName));
    return [nearest(own.length > 0 ? own : all)];
  });
}

function nearest(lines: readonly Alarm[]): Alarm {
  const nearness = ({ broken }: Alarm) =>
    broken.verdict === "cannot-tell"
      ? Number.NEGATIVE_INFINITY
      : broken.pValue === null
        ? broken.effect
        : broken.effect * 1e-6 - broken.pValue;
  return lines.reduce((best, line) => (nearness(line) > nearness(best) ? line : best));
}

/** A detector notices a mismatch where it rings on a column on whose healthy twin it is silent. */
function markOf(lines: readonly Alarm[]): Mark {
  const rings = lines.filter(({ broken }) => broken.verdict === "rings");
  if (rings.some(({ healthy }) => healthy.verdict !== "rings")) return "rings";
  if (rings.length > 0) return "false-alarm";
  return lines.every(({ broken }) => broken.verdict === "cannot-tell") ? "cannot-tell" : "silent";
}

export function matrixRow(watched: Watched): MatrixRow {
  const marks: Record<string, Mark> = {};
  for (const { id } of WATCH) marks[id] = markOf(linesOf(id, watched));
  return { mismatch: watched.mismatch, marks };
}

export function causeRow(watched: Watched): Cause {
  const { mismatch, here, twin } = watched;
  const own = here.found.get("row-parity")!;
  const features = touches(mismatch).map((feature) => {
    const { verdict, reason, effect, facts } = own.get(feature)!;
    return {
      feature,
      different: effect,
      cause: verdict === "rings" ? reason : "silent",
      value: facts.causeValue ?? "",
      share: Number(facts.causeShare ?? 0),
    };
  });
  const ringing = features.filter(({ cause }) => cause !== "silent");
  return {
    mismatch,
    features,
    right: ringing.length > 0 && ringing.every(({ cause }) => cause === CAUSES[mismatch]),
    twinSilent: [...twin.found.get("row-parity")!.values()].every(({ verdict }) => verdict === "silent"),
  };
}

/** The mismatches that row parity alone notices. */
export function unseenOf(matrix: readonly MatrixRow[]): Result["unseen"] {
  const unseen = matrix.filter(({ marks }) =>
    Object.entries(marks).every(([id, mark]) => id === "row-parity" || mark !== "rings"),
  );
  const which = unseen.length === 0 ? "none" : unseen.length === 1 ? unseen[0]!.mismatch : "several";
  return { count: unseen.length, which };
}
