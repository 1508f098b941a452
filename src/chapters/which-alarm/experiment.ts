import type { ParamsOf, Task } from "../../core/contracts.ts";
import { DETECTORS, letterOf, serviceOf, WINDOW } from "../../core/matrix/measure.ts";
import { unpack } from "../../core/matrix/pack.ts";
import { stored } from "../../core/matrix/stored.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { failureOf, type Service, type ServiceAlarm } from "../../core/service/index.ts";
import { scoresOf } from "../../core/service/release.ts";
import { linesOf, verdictsOf } from "./alarms.ts";
import type chapter from "./chapter.ts";
import type { Result, Worked } from "./result.ts";
import { firstSeeds, packed, type Summary, summaryOf } from "./summary.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** What does not depend on the set that is watched, by what it depends on. */
let lastSummary: { key: string; summary: Summary; stored: Result["stored"] } | null = null;
let lastAlarms: { key: string; broken: ServiceAlarm[] } | null = null;
let lastTwin: { seed: number; healthy: ServiceAlarm[] } | null = null;

/** The stored matrix at a strength, what follows from it, and every alarm on one of its failures, run anew. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const { strength, seeds, failure, watch } = params;
  const key = JSON.stringify([failure, strength, seed]);
  const steps =
    2 + (lastAlarms?.key === key ? 0 : DETECTORS.length) + (lastTwin?.seed === seed ? 0 : DETECTORS.length);
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };

  const { summary, stored: own } = summaryAt(strength, seeds);
  const { families, hidden, alone, grown, numbers } = summary;
  const watched = watch === "cover" ? summary.cover : summary.usual;
  const ofMatrix = { stored: own, families, hidden, alone, grown, watched, numbers };
  await step(ofMatrix);

  const twin = serviceOf(null, 0, seed);
  await task.breathe();
  const broken = serviceOf(failure, strength, seed);
  await task.breathe();
  const metrics = metricsOf(broken);
  await step(metrics);

  if (lastTwin?.seed !== seed) lastTwin = { seed, healthy: await verdictsOf(twin, task, step) };
  const { healthy } = lastTwin;
  if (lastAlarms?.key !== key) lastAlarms = { key, broken: await verdictsOf(broken, task, step) };
  const found = lastAlarms.broken;
  const late = {
    alarms: linesOf(found, healthy),
    worked: {
      ...workedOf(failure, strength, found, healthy, hidden),
      ...likeStored(params, seed, found, healthy),
    },
  };
  task.publish(late);
  return { ...ofMatrix, ...metrics, ...late };
}

function summaryAt(strength: number, seeds: number) {
  const key = JSON.stringify([strength, seeds]);
  if (lastSummary?.key === key) return lastSummary;
  const matrix = firstSeeds(unpack(stored, strength), seeds);
  lastSummary = { key, summary: summaryOf(matrix, stored.seeds), stored: packed(matrix, strength) };
  return lastSummary;
}

/** The model on the held-out rows of training, and on the payments of the window, by what was true of them. */
function metricsOf(service: Service): Pick<Result, "offline" | "production"> {
  const { world, versions, score, threshold, firstRow } = service;
  const { amount, isFraud } = world.transactions;
  const [first] = versions;
  const held = first!.held;
  const picked = (values: ArrayLike<number>, rows: Int32Array) =>
    Float64Array.from(rows, (row) => values[row]!);
  const [from, to] = [firstRow[WINDOW.fromDay]!, firstRow[WINDOW.toDay]!];
  const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
  return {
    offline: evaluate(scoresOf(first!, first!.training, held), picked(isFraud, held), picked(amount, held), {
      threshold: first!.threshold,
    }),
    production: evaluate(picked(score, rows), picked(isFraud, rows), picked(amount, rows), {
      threshold: threshold[to - 1]!,
    }),
  };
}

function workedOf(
  id: string,
  strength: number,
  broken: readonly ServiceAlarm[],
  healthy: readonly ServiceAlarm[],
  hidden: Result["hidden"],
): Omit<Worked, "stored" | "unlikeStored"> {
  const { name, summary, chapter, strengthWords } = failureOf(id);
  const count = (side: readonly ServiceAlarm[], verdict: string) =>
    side.filter((one) => one.verdict === verdict).length;
  return {
    id,
    name,
    summary,
    chapter,
    strengthWords: strengthWords(strength),
    rings: count(broken, "rings"),
    ringsOnTwin: broken.filter((one, i) => one.verdict === "rings" && healthy[i]!.verdict === "rings").length,
    silent: count(broken, "silent"),
    mute: count(broken, "cannot-tell"),
    seenBy: hidden.find((one) => one.id === id)?.seenBy ?? 0,
  };
}

/** How many of these verdicts are stored, and how many differ from what is. */
function likeStored(
  { failure, strength }: Params,
  seed: number,
  broken: readonly ServiceAlarm[],
  healthy: readonly ServiceAlarm[],
): Pick<Worked, "stored" | "unlikeStored"> {
  const { failures, rows, twin, seeds } = unpack(stored, strength);
  if (!(seed >= 1 && seed <= seeds)) return { stored: 0, unlikeStored: 0 };
  const row = rows[failures.findIndex(({ id }) => id === failure)]!;
  const unlike = (own: readonly ServiceAlarm[], { letters }: typeof twin) =>
    own.filter((alarm, at) => letterOf(alarm) !== letters[at]![seed - 1]).length;
  return {
    stored: broken.length + healthy.length,
    unlikeStored: unlike(broken, row) + unlike(healthy, twin),
  };
}
