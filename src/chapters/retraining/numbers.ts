import type { Bench } from "./bench.ts";
import { changedDays, euros, recallOf, tally } from "./measures.ts";
import type { Harm, Numbers, Outcome } from "./result.ts";
import { type Service, SHADOW_DAYS } from "./service.ts";
import { CHANGE_DAY, MODEL_FEATURES, PRODUCTION_DAYS, TRAINING_DAYS } from "./world.ts";

type Given = {
  bench: Bench;
  /** Never, scheduled, triggered. */
  services: readonly Service[];
  outcomes: readonly Outcome[];
  /** The policy on the time line without a roll-back, and with it. */
  plain: Service;
  shown: Service;
  harm: readonly Harm[];
  params: { shape: string; rollFrom: number; rollTo: number };
};

/** The numbers that the prose speaks of. */
export function numbersOf({ bench, services, outcomes, plain, shown, harm, params }: Given): Numbers {
  const [never, scheduled, triggered] = outcomes;
  const sum = tally(bench, services[0]!, 0, PRODUCTION_DAYS);
  const later = services[2]!.lives.slice(1);
  const first = later[0] ?? null;
  const changed = changedDays(params.shape);
  const isNew = (day: number) => changed.some(({ from, to }) => day >= from && day < to);
  const days =
    first === null
      ? []
      : Array.from({ length: first.version.to - first.version.from }, (_, i) => first.version.from + i);
  const each = (of: Service) => {
    const spent = euros(bench, of, params.rollFrom, PRODUCTION_DAYS);
    return (1000 * (spent.missed + spent.reviews + spent.insult)) / Math.max(1, spent.rows);
  };
  const of = (id: Harm["id"]) => harm.find((one) => one.id === id)!;
  return {
    trainingDays: TRAINING_DAYS,
    productionDays: PRODUCTION_DAYS,
    changeDay: CHANGE_DAY,
    features: MODEL_FEATURES.length,
    line: bench.line,
    settled: bench.settled,
    fraudRate: sum.frauds / Math.max(1, sum.rows),
    neverBefore: recallOf(bench, services[0]!, 0, CHANGE_DAY) ?? 0,
    neverAfter: recallOf(bench, services[0]!, CHANGE_DAY, PRODUCTION_DAYS) ?? 0,
    retrainings: shown.retrainings,
    firstAlarm: first?.alarm ?? null,
    falseRetrainings: later.filter(({ alarm }) => !isAfterChange(alarm!, params.shape)).length,
    savedScheduled: never!.total - scheduled!.total,
    savedTriggered: never!.total - triggered!.total,
    newDays: days.filter(isNew).length,
    alarmWindow: days.length,
    alarmDay: first?.version.day ?? null,
    gateDays: SHADOW_DAYS + Math.ceil(bench.settled),
    rollWith: each(shown),
    rollWithout: each(plain),
    healthyGain: of("never").cost - of("mature").cost,
    standRecall: of("never").recall - of("stand").recall,
    leakedGap: (of("leaked").exam ?? 0) - of("leaked").auc,
  };
}

const isAfterChange = (alarm: number, shape: string): boolean => shape !== "none" && alarm >= CHANGE_DAY;
