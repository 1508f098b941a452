import type { PaymentsWorld } from "../world/types.ts";
import { soundAnswers } from "./answers.ts";
import { productionDays } from "./company.ts";
import type { Beginning, Service, ServiceSettings, Start, Version } from "./contracts.ts";
import { memory } from "./memory.ts";
import { failureOf } from "./registry.ts";
import { type Fitted, fitRecipe, soundRecipe } from "./release.ts";
import { scored } from "./scored.ts";
import { completeService, workingOrder } from "./settings.ts";
import { startOf } from "./start.ts";
import { type Happened, type Healthy, happen, healthyCompany } from "./world.ts";

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

  const versions = versionsOf(healthy, what, failures, start);
  let production = what.features;
  for (const one of failures)
    production = failureOf(one.id).serves?.(production, world, start(one)) ?? production;

  const { version, score, threshold } = scored(healthy, what, versions, production);
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

const trained = memory<Fitted>(12);

/**
 * The first version, and one for every day on which a release goes live. A fault that came with a release stays in the next. The
 * first learned before anything happened.
 */
function versionsOf(
  healthy: Healthy,
  { key, world, features }: Happened,
  failures: readonly Beginning[],
  start: (one: Beginning) => Start,
): Version[] {
  const versions: Version[] = [];
  const add = (live: readonly Beginning[], fromDay: number) => {
    const before = versions[versions.length - 1] ?? null;
    let recipe = soundRecipe(world, features);
    for (const one of live) recipe = failureOf(one.id).learns!(recipe, world, start(one), before!);
    const from = live.length === 0 ? healthy.key : `${key} ${JSON.stringify(live)}`;
    const fitted = trained(from, () => fitRecipe(world, recipe, before));
    const because = live.filter((one) => one.fromDay === fromDay).map(({ id }) => id);
    const { features: training, fit, held } = recipe;
    versions.push({ ...fitted, name: `v${versions.length + 1}`, fromDay, because, training, fit, held });
  };
  add([], -1);
  const releases = failures.filter(({ id }) => failureOf(id).learns !== undefined);
  const days = [...new Set(releases.map(({ fromDay }) => fromDay))].sort((a, b) => a - b);
  for (const day of days)
    add(
      releases.filter(({ fromDay }) => fromDay <= day),
      day,
    );
  return versions;
}
