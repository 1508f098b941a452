import type { ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { DAY } from "../../core/world/settings.ts";
import { rememberLast } from "../shared/remember.ts";
import { within } from "../shared/train.ts";
import { dayAlarms, WATCHERS, waveAlarms } from "./alarms.ts";
import { arrivalOf } from "./arrival.ts";
import chapter from "./chapter.ts";
import { knownWeeks, maturityOf, settledWeeks, triangleOf } from "./measures.ts";
import { numbersOf } from "./numbers.ts";
import { readingAt, truthOf } from "./reading.ts";
import type { ReadingId, Result, Retrained } from "./result.ts";
import { judged, retrain, testRange } from "./retrained.ts";
import { type Live, labelledWorld, liveWorld, waveWorld } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

export const READINGS = chapter.params.reading.options;
const STEPS = 4 + READINGS.length + 5 + 1 + WATCHERS.length;

/** One world with two clocks: its labels as known on one day, beside what they turn out to be. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const { delay, never, day, maturityWindow: window, size } = params;
  const live = await liveWorld(size, seed, task);
  const reports = { delay, never };
  const key = JSON.stringify([size, seed]);
  const { labelled, final } = settled(key, live, reports);
  const { production } = live.world.periods;
  const reading = readingAt(labelled, production.startAt + day * DAY);
  const arrival = arrivalOf(reading);
  const known = knownWeeks(reading, arrival, production.startAt, window);
  const weeks = settledWeeks(known, final, truthOf(live.world));
  const triangle = triangleOf(reading, known, production.startAt);
  await step({ weeks, triangle });
  const maturity = maturityOf(reading, arrival, final);
  const numbers = numbersOf(live, reading, weeks, params);
  await step({ maturity, numbers });

  const measured = (range: { from: number; to: number }) =>
    evaluate(
      within(live.scores, range),
      within(final.fraud, range),
      within(live.world.transactions.amount, range),
      { threshold: live.threshold },
    );
  const offline = measured(live.held);
  await step({ offline });
  const production_ = measured({ from: production.from, to: reading.rows });
  await step({ production: production_ });

  const models: Retrained[] = [];
  for (const id of READINGS) {
    const made = await retrain(live, reading, arrival, id, window, task);
    models.push(judged(live, final, id, made, reading));
    await step();
  }
  const test = testRange(live, reading.at);
  models.push(judged(live, final, "live", { scores: within(live.scores, test), test, range: null }, reading));
  const chosen = models.find(({ id }) => id === (params.reading as ReadingId))!;
  task.publish({ models, chosen });

  const today = await dayAlarms(live, reading, final, seed, task, step);
  const wave = waveWorld(live, params.wave);
  await step();
  const noticed = await waveAlarms(live, wave, reports, seed, task, step);
  const { delays } = noticed;
  const alarms = [...today, ...noticed.alarms];
  const [naive, timed] = today
    .filter(({ detector }) => detector === "label-shift")
    .map(({ broken }) => broken.verdict);
  const rest = { delays, alarms, naive: naive!, timed: timed! };
  task.publish(rest);
  return { weeks, triangle, maturity, numbers, offline, production: production_, models, chosen, ...rest };
}

let kept: Live | null = null;

/** The labels under these reports, and all that ever come; kept while only the day moves. */
const settledOf = rememberLast((_key: string, reports: { delay: number; never: number }) => {
  const labelled = labelledWorld(kept!, kept!.threshold, reports);
  return { labelled, final: readingAt(labelled, Number.POSITIVE_INFINITY) };
}, 2);

function settled(key: string, live: Live, reports: { delay: number; never: number }) {
  kept = live;
  return settledOf(key, reports);
}
