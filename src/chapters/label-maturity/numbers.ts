import type { Reading } from "./reading.ts";
import type { Numbers, ReadingId, Week } from "./result.ts";
import { TEST_DAYS, TRAIN_DAYS } from "./retrained.ts";
import { ALERTS, type Live, WAVE_DAY } from "./world.ts";

const rate = (frauds: number, payments: number) => frauds / Math.max(1, payments);
const shareOr = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** The numbers that the prose speaks of. */
export function numbersOf(live: Live, reading: Reading, weeks: readonly Week[], window: number): Numbers {
  const last = weeks.at(-1)!;
  const mature = weeks.filter((week) => week.mature).at(-1) ?? null;
  const sum = (of: (week: Week) => number, of2 = weeks) => of2.reduce((total, week) => total + of(week), 0);
  let falling = 0;
  for (let i = weeks.length - 1; i > 0; i--) {
    const [now, before] = [weeks[i]!, weeks[i - 1]!];
    if (rate(now.known, now.payments) >= rate(before.known, before.payments)) break;
    falling++;
  }
  const [caught, final, truth, payments] = (["caught", "final", "truth", "payments"] as const).map((key) =>
    sum((week) => week[key]),
  ) as [number, number, number, number];
  const estimate = last.estimate === null ? null : last.estimate.value;
  return {
    payments: reading.rows - live.world.periods.production.from,
    fraudRate: rate(final, payments),
    window,
    falling,
    lastKnown: rate(last.known, last.payments),
    lastFinal: rate(last.final, last.payments),
    lastTruth: rate(last.truth, last.payments),
    understated: last.final === 0 ? 0 : 1 - last.known / last.final,
    lastChance: last.chance,
    lastEstimate: estimate === null ? null : rate(estimate, last.payments),
    estimateOff: estimate === null || last.final === 0 ? null : Math.abs(estimate / last.final - 1),
    matureWeek: mature === null ? null : mature.week + 1,
    matureKnown: mature === null ? null : rate(mature.known, mature.payments),
    matureFinal: mature === null ? null : rate(mature.final, mature.payments),
    matureOff: mature === null || mature.final === 0 ? null : Math.abs(mature.known / mature.final - 1),
    missing: sum(({ final, known }) => final - known, weeks.slice(-2)),
    lastRecallKnown: shareOr(last.caughtKnown, last.known),
    lastRecallFinal: shareOr(last.caught, last.final),
    lastRecallTruth: shareOr(last.caught, last.truth),
    recallNow: biasOf(shareOr(last.caughtKnown, last.known), shareOr(last.caught, last.final)),
    recallFinal: rate(caught, final),
    recallTruth: rate(caught, truth),
    trainDays: TRAIN_DAYS,
    testDays: TEST_DAYS,
    alerts: ALERTS,
    waveDay: WAVE_DAY,
  };
}

function biasOf(now: number | null, later: number | null): Numbers["recallNow"] {
  if (now === null || later === null || Math.abs(now - later) <= 0.03) return "same";
  return now > later ? "high" : "low";
}

/** The newest rate that each reading of the labels would report. */
export function shownRateOf(numbers: Numbers, reading: ReadingId): number | null {
  if (reading === "as-they-stand") return numbers.lastKnown;
  return reading === "mature" ? numbers.matureKnown : numbers.lastEstimate;
}
