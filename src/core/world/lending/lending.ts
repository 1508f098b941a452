import { WORLD_START } from "../settings.ts";
import { hashArrays } from "../world-hash.ts";
import { drawLending } from "./draws.ts";
import { applicationsOf } from "./people.ts";
import { repaymentOf } from "./repayment.ts";
import { completeLending, type LendingSettings, productionStart } from "./settings.ts";
import type { LendingWorld } from "./types.ts";

/**
 * A lender of small loans, from Monday, 6 January 2025 on: who applies, in months of 30 days, and what would become of each
 * loan. Training and production follow one another; in a healthy world nothing happens between them.
 *
 * Every fact has two clocks: the day of the application, and the day on which a default stands in the books, three to seven
 * months later, or a year where a payment holiday put it off. The same settings and seed give the same bytes everywhere, and
 * a crisis leaves every application and every repayment as it was that it does not reach.
 *
 * Throws, naming the setting, where one is impossible.
 */
export function lendingWorld(settings: Partial<LendingSettings>, seed: number): LendingWorld {
  const complete = completeLending(settings);
  return made(complete, seed, drawLending(complete, seed));
}

/** The twin of a world in another economy: the same people by the same chances, with these settings changed. */
export function inAnotherEconomy(
  world: LendingWorld,
  settings: Pick<LendingSettings, "jobsLost" | "shockMonths" | "recovers" | "rule">,
): LendingWorld {
  return made(completeLending({ ...world.settings, ...settings }), world.seed, world.draws);
}

function made(settings: LendingSettings, seed: number, draws: LendingWorld["draws"]): LendingWorld {
  const applications = applicationsOf(draws, settings);
  return {
    settings,
    seed,
    startAt: WORLD_START,
    productionAt: productionStart(settings),
    applications,
    repayment: repaymentOf(applications, draws, settings),
    draws,
  };
}

/** The hash over all columns of the world's tables. */
export function lendingHash({ applications: a, repayment: r }: LendingWorld): string {
  return hashArrays([
    a.appliedAt,
    a.month,
    a.amount,
    a.income,
    a.employmentMonths,
    a.outOfWork,
    a.utilisation,
    a.missed,
    a.amountToIncome,
    a.sector,
    a.refusedByRule,
    r.defaults,
    r.defaultKnownAt,
    r.scheduledEndAt,
    r.onHoliday,
  ]);
}
