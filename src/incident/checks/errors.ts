import { rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { endOf } from "../../core/service/days.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { labelsAsKnownAt } from "../../core/world/as-known.ts";
import { ask, type Bench, percent, RECENT, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Stretches of the past, each as it was known at the same age. */
const STRETCHES = 4;

type Outcome = { score: number; fraud: number; stopped: number };

/**
 * How well the reported frauds are ranked and caught, against earlier stretches at the very same age of their labels: what is
 * reported within three days can be compared with what was reported within three days.
 */
export function errors(bench: Bench): Reading {
  const { incident } = bench;
  const now = outcomes(bench, incident.today);
  const before = Array.from({ length: STRETCHES }, (_, i) =>
    outcomes(bench, incident.today - RECENT * (i + 1)),
  ).flat();
  const [ranksNow, ranksBefore] = [ranking(now), ranking(before)];
  const [caughtNow, caughtBefore] = [caught(now), caught(before)];
  const worse = ranksNow.value < ranksBefore.interval[0] && ranksBefore.value > ranksNow.interval[1];
  const better = ranksNow.value > ranksBefore.interval[1] && ranksBefore.value < ranksNow.interval[0];
  const missed = caughtNow.value < caughtBefore.interval[0] && caughtBefore.value > caughtNow.interval[1];
  const said = ["hddm-average", "page-hinkley"].map((id) => saidBy(ask(bench, id)));
  const few = caughtNow.frauds < 10;
  const verdict = few ? "cannot-tell" : worse || missed ? "rings" : "silent";
  const range = ([low, high]: readonly [number, number]) => `${low.toFixed(2)} to ${high.toFixed(2)}`;
  const ranks = `ROC AUC ${ranksNow.value.toFixed(2)} (${range(ranksNow.interval)}), ${ranksBefore.value.toFixed(2)} before`;
  const head = few
    ? `Only ${caughtNow.frauds} frauds of the last three days are reported: too few to tell.`
    : worse
      ? "Where labels are in, the model ranks worse than it did at the same age of the labels."
      : missed
        ? "Where labels are in, the model ranks as it did, but catches less."
        : "Where labels are in, the model errs as it did at the same age of the labels.";
  return {
    verdict,
    sign: few ? "few" : worse ? "worse" : missed ? "missed" : better ? "better" : "usual",
    sentence: `${head} ${ranks}; caught ${percent(caughtNow.value)} of the reported frauds, ${percent(caughtBefore.value)} before.`,
    said,
    chart: {
      kind: "bars",
      title: "Of the frauds reported within three days, by what the model did",
      unit: "%",
      items: [
        { name: "caught", before: caughtBefore.value, now: caughtNow.value },
        { name: "ROC AUC", before: ranksBefore.value, now: ranksNow.value },
      ],
      words: ["before", "now"],
    },
  };
}

/** The three days before a day of production, as they were known when it began. */
function outcomes({ service }: Bench, today: number): Outcome[] {
  const { firstRow, score, action, world } = service;
  const { fraud } = labelsAsKnownAt(world, endOf(service, today - 1));
  const from = firstRow[today - RECENT]!;
  return Array.from({ length: firstRow[today]! - from }, (_, i) => ({
    score: score[from + i]!,
    fraud: fraud[from + i]!,
    stopped: action[from + i]!,
  }));
}

const ranking = (rows: readonly Outcome[]) =>
  rocAucInterval(
    rows.map(({ score }) => score),
    rows.map(({ fraud }) => fraud),
  );

function caught(rows: readonly Outcome[]) {
  const frauds = rows.filter(({ fraud }) => fraud === 1);
  const hits = frauds.filter(({ stopped }) => stopped === 1).length;
  return {
    frauds: frauds.length,
    value: frauds.length === 0 ? Number.NaN : hits / frauds.length,
    interval: wilsonInterval(hits, Math.max(1, frauds.length), 0.95),
  };
}
