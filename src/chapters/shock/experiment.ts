import type { Metrics, ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { knownAtMaturity } from "../../core/world/lending/as-known.ts";
import type { LendingWorld } from "../../core/world/lending/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { within } from "../shared/train.ts";
import { ALARM_STEPS, alarmsOf } from "./alarms.ts";
import {
  answerMonths,
  answersOf,
  booksOf,
  type Decided,
  grantedBy,
  grantedInSteps,
  monthsOf,
  rounded,
  type Step,
} from "./answers.ts";
import { changePoints, STREAMS } from "./changes.ts";
import chapter from "./chapter.ts";
import { fallbackOf, meanDistance, monthlyCells, tell, WATCHED } from "./drift.ts";
import { matrixOf, scoresOf } from "./model.ts";
import { aucIn, learnedBy, modelScores, type Retrained, retrained, trainedModel } from "./models.ts";
import { numbersOf } from "./numbers.ts";
import type { AnswerId, ChangePoint, ModelScores, Result } from "./result.ts";
import { type Crisis, healthyWorld, rowsIn, START, type Stretches, stretchesOf, worldIn } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

type Months = Result["chosen"]["months"];
/** All that does not depend on which answer is chosen. */
type Whole = Omit<Result, "chosen"> & { monthsBy: readonly Months[] };

/** The last whole result: choosing another answer computes nothing anew. */
let kept: { key: string; whole: Whole } | null = null;
const STEPS = 6 + STREAMS.length + ALARM_STEPS;

/** A crisis that moves inputs, outcomes and policy at once and then goes away, beside one that stays; five answers to it. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const { answer, ...setting } = params;
  const key = JSON.stringify([setting, seed]);
  if (kept?.key !== key) kept = { key, whole: await compute(params, seed, task) };
  const { monthsBy, ...whole } = kept.whole;
  return { ...whole, chosen: chosenOf(whole.answers, monthsBy, answer as AnswerId) };
}

function chosenOf(answers: Result["answers"], monthsBy: Whole["monthsBy"], id: AnswerId): Result["chosen"] {
  const at = answers.findIndex((one) => one.id === id);
  return { ...answers[at]!, months: monthsBy[at]! };
}

/** The twin under the model as trained: nothing of it changes with the crisis. */
const healthyLoans = rememberLast((size: number, seed: number) => {
  const world = healthyWorld(size, seed);
  const { scores, cut } = trainedModel(size, seed);
  return { world, scores, granted: grantedBy(world, scores, cut), known: knownAtMaturity(world) };
});

const twinCells = rememberLast((size: number, seed: number) => monthlyCells(healthyWorld(size, seed)));

const twinChanges = rememberLast((size: number, seed: number, stream: (typeof STREAMS)[number]) => {
  const { world, scores, granted } = healthyLoans(size, seed);
  return changePoints(world, scores, granted, stream, "twin");
}, STREAMS.length);

/** A crisis in which nothing comes back, with the distances of its features. */
const lastingCells = rememberLast((size: number, crisis: Crisis, seed: number) =>
  monthlyCells(worldIn(size, { ...crisis, recovers: 0 }, seed)),
);

async function compute(params: Params, seed: number, task: Task<Result>): Promise<Whole> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const { size, depth, length, recovers, rule } = params;
  const crisis: Crisis = { depth, length, recovers, rule };
  const stretches = stretchesOf(crisis);
  const when = { start: START, end: stretches.end, recovered: stretches.recovered, depth, recovers };
  const healthy = healthyWorld(size, seed);
  await task.breathe();
  const world = worldIn(size, crisis, seed);
  await task.breathe();
  const months = monthsOf(world, healthy);
  await task.breathe();
  const trained = trainedModel(size, seed);
  const twin = healthyLoans(size, seed);
  await task.breathe();
  const matrix = world === healthy ? trained.matrix : matrixOf(world);
  const scores = world === healthy ? trained.scores : scoresOf(trained.model, matrix);
  const here: Decided & { scores: Float64Array } = {
    world,
    scores,
    granted: grantedBy(world, scores, trained.cut),
    known: knownAtMaturity(world),
  };
  const books = booksOf(here, twin);
  await step({ when, months, books });

  const cells = world === healthy ? twinCells(size, seed) : monthlyCells(world);
  await task.breathe();
  const staying = depth === 0 ? twinCells(size, seed) : lastingCells(size, crisis, seed);
  await task.breathe();
  const calm = twinCells(size, seed);
  const told = { shock: tell(cells), lasting: tell(staying), twin: tell(calm) };
  const [a, b, c] = [cells, staying, calm].map(meanDistance);
  const distances = a!.map((shock, month) => ({
    month,
    shock: rounded(shock),
    lasting: rounded(b![month]!),
    twin: rounded(c![month]!),
  }));
  const features = WATCHED.map((feature) => ({
    feature,
    distances: cells.filter((one) => one.feature === feature).map(({ distance }) => rounded(distance)),
  }));
  await step({ features, distances, told });

  const offline = measure(healthy, trained.scores, stretches.held, trained.cut);
  const production = measure(world, scores, stretches.depth, trained.cut);
  await step({ offline, production });

  const learned = learnedBy(stretches);
  const others = {} as Record<keyof typeof learned, Retrained | null>;
  const models: ModelScores[] = [modelScores(world, "trained", "as trained", scores, stretches)];
  for (const id of ["retrain-in", "retrain-with", "retrain-without"] as const) {
    others[id] = retrained(world, matrix, here.granted, learned[id]);
    const words = chapter.params.answer.words[chapter.params.answer.options.indexOf(id)]!;
    await task.breathe();
    models.push(modelScores(world, id, words, others[id]?.scores ?? scores, stretches));
    await task.breathe();
  }
  const twinRetrained = retrained(healthy, trained.matrix, twin.granted, learned["retrain-in"]);
  await step({ models });

  const fallback = fallbackOf(told.shock);
  const decided = decisions(world, scores, trained, others, fallback, stretches);
  await task.breathe();
  const answers = answersOf(world, decided, here.known, stretches);
  const monthsBy = decided.map((granted) => answerMonths(world, granted, here.known));
  await step({ answers, chosen: chosenOf(answers, monthsBy, params.answer as AnswerId) });

  const changes: ChangePoint[] = [];
  for (const stream of STREAMS) {
    changes.push(...changePoints(world, scores, here.granted, stream, "shock"));
    await task.breathe();
    changes.push(...twinChanges(size, seed, stream));
    await step();
  }
  const aucTwin = aucIn(healthy, twinRetrained?.scores ?? trained.scores, stretches.after);
  const drawn = {
    when,
    months,
    books,
    features,
    distances,
    told,
    changes,
    models,
    answers,
    offline,
    production,
  };
  const base = numbersOf({ ...drawn, cells }, { here, trained, others, stretches, fallback, aucTwin });
  const numbers = { ...base, featuresRinging: 0, featuresRingingTwin: 0 };
  const best = bestOf(answers);
  await step({ changes, numbers, best });

  const { alarms, ringing, ringingTwin } = await alarmsOf(here, twin, stretches, seed, task, step);
  const all = { ...numbers, featuresRinging: ringing, featuresRingingTwin: ringingTwin };
  task.publish({ alarms, numbers: all });
  return { ...drawn, monthsBy, numbers: all, best, alarms };
}

/** What each answer of the manifest would grant, in their order. */
function decisions(
  world: LendingWorld,
  scores: Float64Array,
  { cut, strictCut }: { cut: number; strictCut: number },
  others: Readonly<Record<"retrain-in" | "retrain-with" | "retrain-without", Retrained | null>>,
  fallback: { from: number; to: number } | null,
  { retrainLive, afterLive }: Stretches,
): Uint8Array[] {
  const first: Step = { from: Number.NEGATIVE_INFINITY, scores, cut };
  const later = (own: Retrained | null, from: number): Step[] =>
    own === null ? [first] : [first, { from, scores: own.scores, cut }];
  const steps: readonly (readonly Step[])[] = [
    [first],
    later(others["retrain-in"], retrainLive),
    fallback === null
      ? [first]
      : [first, { from: fallback.from, scores, cut: strictCut }, { ...first, from: fallback.to }],
    later(others["retrain-with"], afterLive),
    later(others["retrain-without"], afterLive),
  ];
  return steps.map((own) => grantedInSteps(world, own));
}

/** The answer that earns most; "keep" where none earns more than keeping the model. */
function bestOf(answers: Result["answers"]): AnswerId {
  return answers.reduce((best, one) => (one.totalGain > best.totalGain ? one : best)).id;
}

function measure(
  world: LendingWorld,
  scores: Float64Array,
  months: readonly [number, number],
  threshold: number,
): Metrics {
  const rows = rowsIn(world, months);
  return evaluate(
    within(scores, rows),
    within(world.repayment.defaults, rows),
    within(world.applications.amount, rows),
    { threshold },
  );
}
