import type { PaymentFeatures } from "../features/features.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { soundAnswers } from "./answers.ts";
import { productionDays } from "./company.ts";
import type { Beginning, Service, ServiceSettings, Start, Version } from "./contracts.ts";
import { memory } from "./memory.ts";
import { failureOf } from "./registry.ts";
import { release, rowRange, scoresOf, soundRecipe } from "./release.ts";
import { completeService, workingOrder } from "./settings.ts";
import { startOf } from "./start.ts";
import { type Happened, happen, healthyCompany } from "./world.ts";

/**
 * Runs a payments service for some weeks, with the failures that begin in it.
 *
 * The same settings give the same bytes everywhere. Without failures, or at strength 0, it is the healthy twin; with them,
 * everything that could be known before the first of them begins is as in the twin, and every row before it but for reports that
 * arrive later. Worlds and models are kept, so that a call that moves one failure takes about 20 ms at the default size.
 *
 * Throws, naming the value and its range, for an impossible setting, and for a failure that is not there.
 */
export function runService(settings: ServiceSettings): Service {
  const complete = completeService(settings);
  const failures = workingOrder(complete.failures);
  const healthy = healthyCompany(complete);
  const what = happen(healthy, failures);
  const { world, origin } = what;
  const start = (one: Beginning) => startOf(one, world, origin, healthy.count);

  const versions = versionsOf(what, failures, start);
  let production = what.features;
  for (const one of failures)
    production = failureOf(one.id).serves?.(production, world, start(one)) ?? production;

  const { count } = world.transactions;
  const version = new Uint8Array(count);
  const score = new Float64Array(count);
  const threshold = new Float64Array(count);
  versions.forEach((own, index) => {
    const from = index === 0 ? 0 : start({ id: own.name, fromDay: own.fromDay, strength: 1 }).row;
    const next = versions[index + 1];
    const to = next === undefined ? count : start({ id: next.name, fromDay: next.fromDay, strength: 1 }).row;
    version.fill(index, from, to);
    threshold.fill(own.threshold, from, to);
    score.set(scoresOf(own, production, rowRange(from, to)), from);
  });

  const rows = origin ?? healthy.rows;
  let answers = soundAnswers(world, rows, healthy.draws, score, threshold);
  const { reportedAt } = answers;
  for (const one of failures) answers = failureOf(one.id).answers?.(answers, world, start(one)) ?? answers;
  return {
    ...answers,
    settings: complete,
    world: answers.reportedAt === reportedAt ? world : withLabels(world, answers.reportedAt),
    production,
    versions,
    version,
    action: Uint8Array.from(answers.score, (own, row) => (own >= answers.threshold[row]! ? 1 : 0)),
    origin: rows,
    firstRow: productionDays(world),
  };
}

/** The world whose chargebacks are the reports that reached the labels. */
function withLabels(world: PaymentsWorld, reportedAt: Float64Array): PaymentsWorld {
  const { chargebacks } = world;
  const kept = Float64Array.from(chargebacks.transaction, (row) => reportedAt[row]!);
  return { ...world, chargebacks: { ...chargebacks, reportedAt: kept } };
}

const trained = memory<Version>(12);

/** The first version, and one for every day on which a release goes live. A fault that came with a release stays in the next. */
function versionsOf(
  { key, world, features }: Happened,
  failures: readonly Beginning[],
  start: (one: Beginning) => Start,
): Version[] {
  const recipe = (known: PaymentFeatures) => soundRecipe(world, known);
  const versions = [trained(`${key} v1`, () => release(world, recipe(features), "v1", -1, []))];
  const releases = failures.filter(({ id }) => failureOf(id).learns !== undefined);
  const days = [...new Set(releases.map(({ fromDay }) => fromDay))].sort((a, b) => a - b);
  for (const day of days) {
    const live = releases.filter(({ fromDay }) => fromDay <= day);
    const name = `v${versions.length + 1}`;
    versions.push(
      trained(`${key} ${name} ${JSON.stringify(live)}`, () => {
        let own = recipe(features);
        for (const one of live) own = failureOf(one.id).learns!(own, world, start(one));
        const because = live.filter(({ fromDay }) => fromDay === day).map(({ id }) => id);
        return release(world, own, name, day, because);
      }),
    );
  }
  return versions;
}
