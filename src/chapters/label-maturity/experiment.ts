import type { Alarm, ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { DAY } from "../../core/world/settings.ts";
import { within } from "../shared/train.ts";
import { dayAlarms, WATCHERS, waveAlarms } from "./alarms.ts";
import { arrivalOf } from "./arrival.ts";
import chapter from "./chapter.ts";
import { knownWeeks, maturityOf, settledWeeks, triangleOf } from "./measures.ts";
import { numbersOf, shownRateOf } from "./numbers.ts";
import { type Reading, readingAt, truthOf } from "./reading.ts";
import type { ReadingId, Result, Retrained } from "./result.ts";
import { judged, retrain, testRange } from "./retrained.ts";
import { type Labelled, type Live, labelledWorld, liveWorld, waveWorld } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

export const READINGS = chapter.params.reading.options;
/** Steps of what is known on the day: the pictures of the data, the live model, three retrainings, five alarms. */
const DAY_STEPS = 4 + READINGS.length + 5;
const STEPS = DAY_STEPS + 1 + WATCHERS.length;

/** What depends on the day and the reports, and neither on the wave nor on which reading is chosen. */
type DayPart = Pick<
  Result,
  "weeks" | "triangle" | "maturity" | "numbers" | "offline" | "production" | "models"
> & {
  today: readonly Alarm[];
};
type Step = (parts?: Partial<Result>) => Promise<void>;

/** The last day that was computed: another wave, or another reading, leaves it as it is. */
let kept: { key: string; day: DayPart } | null = null;

/** One world with two clocks: its labels as known on one day, beside what they turn out to be. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step: Step = async (parts) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const { reading, wave, ...world } = params;
  const key = JSON.stringify([world, seed]);
  const live = await liveWorld(params.size, seed, task);
  const readAs = ({ models, numbers }: Pick<DayPart, "models" | "numbers">) => ({
    chosen: models.find(({ id }) => id === reading)!,
    shownRate: shownRateOf(numbers, reading as ReadingId),
  });
  if (kept?.key === key) {
    done = DAY_STEPS - 1;
    const { today: _, ...parts } = kept.day;
    await step({ ...parts, ...readAs(parts) });
  } else kept = { key, day: await dayPart(live, params, seed, task, step, readAs) };
  const { today, ...day } = kept.day;

  const flood = await waveWorld(live, wave, task);
  await step();
  const { delay, never } = params;
  const noticed = await waveAlarms(live, flood, { delay, never }, seed, task, step);
  const [naive, timed] = today
    .filter(({ detector }) => detector === "label-shift")
    .map(({ broken }) => broken.verdict);
  const rest = {
    delays: noticed.delays,
    alarms: [...today, ...noticed.alarms],
    naive: naive!,
    timed: timed!,
  };
  task.publish(rest);
  return { ...day, ...readAs(day), ...rest };
}

async function dayPart(
  live: Live,
  { delay, never, day, maturityWindow: window }: Params,
  seed: number,
  task: Task<Result>,
  step: Step,
  readAs: (parts: Pick<DayPart, "models" | "numbers">) => Partial<Result>,
): Promise<DayPart> {
  const { labelled, final } = settled(live, { delay, never });
  const { production: period } = live.world.periods;
  const reading = readingAt(labelled, period.startAt + day * DAY);
  const arrival = arrivalOf(reading);
  const known = knownWeeks(reading, arrival, period.startAt, window);
  const weeks = settledWeeks(known, final, truthOf(live.world));
  const triangle = triangleOf(reading, known, period.startAt);
  await step({ weeks, triangle });
  const maturity = maturityOf(reading, arrival, final);
  const numbers = numbersOf(live, reading, weeks, window);
  await step({ maturity, numbers });

  const { amount } = live.world.transactions;
  const measured = (range: { from: number; to: number }) =>
    evaluate(within(live.scores, range), within(final.fraud, range), within(amount, range), {
      threshold: live.threshold,
    });
  const offline = measured(live.held);
  await step({ offline });
  const production = measured({ from: period.from, to: reading.rows });
  await step({ production });

  const models: Retrained[] = [];
  for (const id of READINGS) {
    const made = await retrain(live, reading, arrival, id, window, task);
    models.push(judged(live, final, id, made, reading));
    await step();
  }
  const test = testRange(live, reading.at);
  const untouched = { scores: within(live.scores, test), test, range: null };
  models.push(judged(live, final, "live", untouched, reading));
  task.publish({ models, ...readAs({ models, numbers }) });
  const today = await dayAlarms(live, reading, final, seed, task, step);
  return { weeks, triangle, maturity, numbers, offline, production, models, today };
}

let last: { live: Live; key: string; labelled: Labelled; final: Reading } | null = null;

/** The labels under these reports, and all that ever come; kept while only the day moves. */
function settled(live: Live, reports: { delay: number; never: number }) {
  const key = JSON.stringify(reports);
  if (last?.live !== live || last.key !== key) {
    const labelled = labelledWorld(live, live.threshold, reports);
    last = { live, key, labelled, final: readingAt(labelled, Number.POSITIVE_INFINITY) };
  }
  return last;
}
