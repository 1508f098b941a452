import type { ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { type Range, within } from "../shared/train.ts";
import { ALARM_STEPS, alarmsOf } from "./alarms.ts";
import { type Bench, benchOf } from "./bench.ts";
import type chapter from "./chapter.ts";
import { drawnOver, drawsOf } from "./draws.ts";
import { numbersOf } from "./numbers.ts";
import { fieldsOf, placesOf, shapesOf, spreadsOf, stopsOf } from "./places.ts";
import { repairsOf } from "./repairs.ts";
import type { Result } from "./result.ts";
import { streamSide, stripOf } from "./streams.ts";
import { weeksOf } from "./weeks.ts";
import { baseOf, brokenFrauds, featuresOf, stretchesOf } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** What does not depend on the repair that is chosen, and takes longest. */
type Alarms = Pick<Result, "alarms" | "monitored" | "drift" | "verdicts">;
type Late = Pick<Result, "strip" | "drawn"> & Alarms;
let kept: { key: string; late: Late } | null = null;

/** One change of what payments mean: what the model loses, what monitoring sees of it, and how soon eight detectors ring. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const { repair, ...world } = params;
  const key = JSON.stringify([world, seed]);
  const isKept = kept?.key === key;
  const draws = drawsOf(params);
  const steps = 6 + (isKept ? 0 : 1 + draws + ALARM_STEPS);
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };

  const base = baseOf(params.size, seed);
  await task.breathe();
  const stretches = stretchesOf(base.world, params.from);
  const healthy = base.world.transactions.isFraud;
  const before = placesOf(base, healthy, stretches.held);
  await step({ before });
  const broken = brokenFrauds(base, params);
  const after = placesOf(base, broken, stretches.last);
  const shapes = shapesOf(base, params, stretches);
  const spreads = spreadsOf(base, stretches);
  await step({ after, shapes, ...spreads });

  const bench = await benchOf(base, params.size, task);
  const stops = stopsOf(bench, stretches);
  const fields = fieldsOf(
    bench,
    { range: stretches.held, frauds: healthy },
    { range: stretches.last, frauds: broken },
  );
  const offline = measure(bench, healthy, stretches.held);
  const production = measure(bench, broken, stretches.after);
  await step({ stops, fields, offline, production });

  const weeksUnder = (scores: Float64Array | null) => weeksOf(bench, broken, scores, stretches);
  if (repair === "none") task.publish({ weeks: weeksUnder(null) });
  const here = { frauds: broken, stream: streamSide(bench, broken, params.delay, params.reads) };
  const twin = { frauds: healthy, stream: streamSide(bench, healthy, params.delay, params.reads) };
  await task.breathe();
  const strip = isKept
    ? kept!.late.strip
    : stripOf(bench, params, { side: here.stream, frauds: broken }, twin.stream, seed);
  await step({ strip });

  const repairs = await repairsOf(bench, broken, params.delay, stretches, task);
  const { answers } = repairs;
  const chosen = answers.find(({ id }) => id === repair)!;
  const weeks = weeksUnder(repair === "none" ? null : repairs.scores[repair]!);
  await step({ weeks, answers, chosen });

  const drawn = isKept ? kept!.late.drawn : await drawnOver(bench, params, seed, task, step);
  const numbers = numbersOf(bench, broken, stretches, strip, drawn, repairs, draws);
  await step({ drawn, numbers });
  let alarms: Alarms;
  if (isKept) alarms = ofAlarms(kept!.late);
  else {
    const features = featuresOf(params.size, seed);
    alarms = await alarmsOf(bench, features, stretches, here, twin, seed, task, step);
    kept = { key, late: { strip, drawn, ...alarms } };
    await step();
  }
  task.publish(alarms);
  const places = { before, after, stops, fields, shapes, ...spreads };
  return { ...places, weeks, strip, drawn, answers, chosen, numbers, offline, production, ...alarms };
}

/** All metrics of the model as trained, on these payments. */
function measure({ base: { world }, scores, threshold }: Bench, frauds: Uint8Array, rows: Range) {
  const { amount } = world.transactions;
  return evaluate(within(scores, rows), within(frauds, rows), within(amount, rows), { threshold });
}

const ofAlarms = ({ alarms, monitored, drift, verdicts }: Late): Alarms => ({
  alarms,
  monitored,
  drift,
  verdicts,
});
