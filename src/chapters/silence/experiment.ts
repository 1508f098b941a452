import type { Alarm, ParamsOf, Task } from "../../core/contracts.ts";
import { featureStoreOutage, inOutage } from "../../core/faults/feature-store-outage.ts";
import { PRESENT } from "../../core/features/features.ts";
import { COHORTS } from "../../core/world/types.ts";
import { alarm } from "../shared/alarms.ts";
import { paymentsScene } from "../shared/scene.ts";
import { rowsOf } from "../shared/train.ts";
import type chapter from "./chapter.ts";
import { inputsOf, LINES } from "./inputs.ts";
import {
  activeInWindow,
  type Outage,
  outcomeOf,
  ratesOf,
  recallByHour,
  scoresOf,
  silentCells,
} from "./measures.ts";
import { ALERTS, type Bench, benchOf, lineOf, measure, type Scorer, treesOf, WITHHELD } from "./models.ts";
import type { Numbers, Outcome, Result } from "./result.ts";
import { AVERAGE, fillOf, TREATMENTS, type Treatment, treatmentWords } from "./treatments.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** A company with more fraud than most, most of it single payments with stolen cards: enough cases to count by hour. */
export function settingsOf({ newUsers, risk, size }: Pick<Params, "newUsers" | "risk" | "size">) {
  return { payments: size, newUserShare: newUsers, newUserRisk: risk, fraudRate: 0.03, burstShare: 0.3 };
}

export const outageOf = ({ outageFrom, outageHours, intensity }: Params): Outage => ({
  fromHour: outageFrom,
  hours: outageHours,
  intensity,
});

/** One feature's silence: what a model learns from it, and what an outage makes of that, under five ways to write it. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const steps = 4 + (TREATMENTS.length - 1) + 4 + LINES.length;
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };
  const treatment = params.treatment as Treatment;
  const settings = settingsOf(params);
  const outage = outageOf(params);
  const scene = paymentsScene(settings, seed);
  await step();
  const bench = benchOf(scene, JSON.stringify([settings, seed]));
  const served = featureStoreOutage.apply(scene, outage, seed).production.columns[AVERAGE];
  await step();
  const written = treatment === "reason" ? null : fillOf(treatment, bench.average, bench.split.fit);
  const rates = ratesOf(bench, written);
  const cells = silentCells(bench, served);
  await step({ rates, cells });

  const frauds = activeInWindow(bench, bench.split.production, outage).filter(
    (row) => scene.labels[row] === 1,
  );
  const outcome = (scorer: Scorer, id: string, words: string, model: Outcome["model"] = "trees") =>
    outcomeOf(bench, scorer, served, frauds, { id, words, model });
  const found = new Map<Treatment, Outcome>();
  const scorer = await treesOf(bench, treatment, task);
  const { held: heldRows, production: liveRows } = bench.split;
  const live = scorer.score(served, rowsOf(liveRows));
  const calm = scorer.score(bench.average, rowsOf(liveRows));
  await task.breathe();
  const chosen = outcome(scorer, treatment, treatmentWords(treatment));
  found.set(treatment, chosen);
  const hours = recallByHour(bench, { threshold: scorer.threshold, calm, live }, outage);
  const scores = scoresOf(bench, scorer, live, outage);
  task.publish({ chosen, hours, scores });
  await task.breathe();
  const offline = measure(bench, scorer.held, heldRows, scorer.threshold);
  const production = measure(bench, live, liveRows, scorer.threshold);
  await step({ offline, production });

  for (const other of TREATMENTS.filter((one) => one !== treatment)) {
    const rival = await treesOf(bench, other, task);
    found.set(other, outcome(rival, other, treatmentWords(other)));
    await step();
  }
  const outcomes = TREATMENTS.map((one) => found.get(one)!);
  task.publish({ outcomes });
  const others: Outcome[] = [];
  const tenure = await treesOf(bench, "zero", task, [
    ["tenure_days", scene.training.columns.tenure_days.values],
  ]);
  others.push(outcome(tenure, "zero+tenure", "zero, tenure known"));
  await step();
  for (const one of ["zero", "mean"] as const) {
    const line = lineOf(bench, one);
    others.push(outcome(line, `line ${one}`, `${treatmentWords(one)}, logistic`, "logistic"));
    await step();
  }
  const numbers = numbersOf(bench, served.absence, outage, outcomes, others);
  const survivor = survivorOf(outcomes);
  await step({ others, numbers, survivor });

  const broken = inputsOf(bench, treatment, served);
  // The healthy twin keeps the reason, and its store always answers.
  const healthy = inputsOf(bench, "reason", bench.average);
  await task.breathe();
  const alarms: Alarm[] = [];
  for (const { id, column, rows } of LINES) {
    alarms.push(await alarm(id, [column], broken[rows], healthy[rows], seed, task));
    await step();
  }
  const rings = (id: string) => alarms.find((one) => one.detector === id)?.broken.verdict === "rings";
  const [test, index] = [rings("kolmogorov-smirnov"), rings("population-stability")];
  const drift = test && index ? "both" : test ? "test" : index ? "index" : "none";
  task.publish({ alarms, drift });
  return {
    rates,
    cells,
    offline,
    production,
    chosen,
    hours,
    scores,
    outcomes,
    others,
    numbers,
    survivor,
    alarms,
    drift,
  };
}

/** Of the four that are asked about, the one whose recall falls least; "none" where nothing fell. */
function survivorOf(outcomes: readonly Outcome[]): string {
  const asked = outcomes.filter((one) => one.id !== "zero" && Number.isFinite(one.fall));
  if (asked.every((one) => one.fall <= 0)) return "none";
  return asked.reduce((best, one) => (one.fall < best.fall ? one : best)).id;
}

function numbersOf(
  bench: Bench,
  absence: Uint8Array,
  outage: Outage,
  outcomes: readonly Outcome[],
  others: readonly Outcome[],
): Numbers {
  const { scene, split, average } = bench;
  const { transactions, users, periods } = scene.world;
  const tally = () => ({ rows: 0, hits: 0 });
  const add = (one: { rows: number; hits: number }, hit: boolean) => {
    one.rows++;
    if (hit) one.hits++;
  };
  const share = ({ rows, hits }: { rows: number; hits: number }) => (rows === 0 ? 0 : hits / rows);
  const [silent, other, isNew, inside, outside] = [tally(), tally(), tally(), tally(), tally()];
  const fresh = COHORTS.indexOf("new");
  for (let row = periods.training.from; row < periods.training.to; row++) {
    const isSilent = average.absence[row] !== PRESENT;
    add(isSilent ? silent : other, scene.labels[row] === 1);
    if (isSilent) add(isNew, users.cohort[transactions.user[row]!] === fresh);
  }
  for (let row = split.production.from; row < split.production.to; row++)
    add(inOutage(transactions.hour[row]!, outage) ? inside : outside, absence[row] !== PRESENT);
  const active = activeInWindow(bench, split.production, outage);
  const lost = active.filter((row) => absence[row] !== PRESENT).length;
  const fall = (id: string) => [...outcomes, ...others].find((one) => one.id === id)!.fall;
  const trainingRows = silent.rows + other.rows;
  return {
    payments: periods.production.to - periods.training.from,
    trainingRows,
    productionRows: split.production.to - split.production.from,
    fraudRate: (silent.hits + other.hits) / Math.max(1, trainingRows),
    silentShare: silent.rows / Math.max(1, trainingRows),
    silentRate: share(silent),
    otherRate: share(other),
    rateRatio: other.hits === 0 ? Number.NaN : share(silent) / share(other),
    silentNew: share(isNew),
    mean: fillOf("mean", average, split.fit),
    median: fillOf("median", average, split.fit),
    activeRows: active.length,
    lostRows: lost,
    silentInside: share(inside),
    silentOutside: share(outside),
    activeFrauds: outcomes[0]!.frauds,
    alerts: ALERTS,
    withheld: bench.withheldRows,
    withheldShare: WITHHELD,
    fallZero: fall("zero"),
    fallMean: fall("mean"),
    fallMedian: fall("median"),
    fallFlag: fall("flag"),
    fallReason: fall("reason"),
    fallLogisticMean: fall("line mean"),
    fallLogisticZero: fall("line zero"),
    fallTenure: fall("zero+tenure"),
  };
}
