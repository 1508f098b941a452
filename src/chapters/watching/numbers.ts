import { FEATURES } from "../../core/features/features.ts";
import type { Service } from "../../core/service/contracts.ts";
import type { Log, Numbers, Result, Week } from "./result.ts";
import { readingsOf, unlabelled, WINDOW } from "./signals.ts";

/** The day on which the dashboard of the opening stands. */
export const OPENING = 34;

/** True recall of each week up to the opening day. */
export function weeksOf({ caught, frauds }: Log): Week[] {
  const weeks: Week[] = [];
  for (let last = WINDOW - 1; last <= OPENING; last += WINDOW) {
    const sum = (of: readonly number[]) => of.slice(last - WINDOW + 1, last + 1).reduce((a, b) => a + b, 0);
    weeks.push({
      week: weeks.length + 1,
      label: `${last - WINDOW + 1}–${last}`,
      recall: sum(frauds) > 0 ? sum(caught) / sum(frauds) : 0,
    });
  }
  return weeks;
}

const total = (of: readonly number[], from: number, to = of.length) =>
  of.slice(from, to).reduce((sum, one) => sum + one, 0);

/** EUR of a stretch of days: stopped fraud less reviews and good payments stopped. */
const earned = (log: Log, from: number, to = log.payments.length): number =>
  total(log.caughtEur, from, to) -
  0.05 * (total(log.stoppedEur, from, to) - total(log.caughtEur, from, to)) -
  4 * total(log.reviews, from, to);

/** The numbers that the text tells. */
export function numbersOf(logs: Result["logs"], { versions }: Service): Numbers {
  const { broken: log, healthy, wait, fromDay } = logs;
  const days = log.payments.length;
  const recall = (from: number, to = days) => ratio(total(log.caught, from, to), total(log.frauds, from, to));
  const accuracy = (from: number, to = days) =>
    1 -
    ratio(
      total(log.stopped, from, to) + total(log.frauds, from, to) - 2 * total(log.caught, from, to),
      total(log.payments, from, to),
    );
  const readings = readingsOf(log);
  const at = (row: readonly ({ recall: number | null } | null)[]) => row[OPENING]?.recall ?? 0;
  return {
    days,
    payments: total(log.payments, 0),
    features: FEATURES.length,
    fromDay,
    wait,
    trained: versions[0]!.fit.length,
    resultBefore: earned(log, 0, fromDay) / fromDay,
    resultAfter: earned(log, fromDay) / (days - fromDay),
    harm: earned(healthy, fromDay) - earned(log, fromDay),
    recallBefore: recall(0, fromDay),
    recallAfter: recall(fromDay),
    precisionBefore: ratio(total(log.caught, 0, fromDay), total(log.stopped, 0, fromDay)),
    precisionAfter: ratio(total(log.caught, fromDay), total(log.stopped, fromDay)),
    accuracyBefore: accuracy(0, fromDay),
    accuracyAfter: accuracy(fromDay),
    estimateAfter: ratio(total(log.expectedCaught, fromDay), total(log.expectedFrauds, fromDay)),
    estimateBefore: ratio(total(log.expectedCaught, 0, fromDay), total(log.expectedFrauds, 0, fromDay)),
    openingKnown: at(readings.known[OPENING]!),
    openingTrue: at(readings.truth),
    openingEstimate: unlabelled(log, "estimate")[OPENING] ?? 0,
  };
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
