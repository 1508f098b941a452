import type { Line, TimeLine } from "./result.ts";
import { counted, dayName, dayTick, POLICY, share, two } from "./words.ts";

/** What the picture of the versions shows, in a sentence. */
export function sentenceOfVersions({ policy, lines, gate, roll }: TimeLine): string {
  const made = lines.length - 1;
  const served = lines.filter((line) => line.served.length > 0 && line.recall !== null);
  const worst = served.reduce<Line | null>(
    (least, one) => (least === null || one.recall! < least.recall! ? one : least),
    null,
  );
  const best = served.reduce<Line | null>(
    (most, one) => (most === null || one.recall! > most.recall! ? one : most),
    null,
  );
  const refused = lines.filter(({ check }) => check !== null && !check.released).length;
  const count =
    made === 0
      ? policy === "never"
        ? "One version decides for sixteen weeks"
        : `Retrained ${POLICY[policy]}: it never came to it, and one version decides for sixteen weeks`
      : `Retrained ${POLICY[policy]} there are ${lines.length} versions`;
  const range =
    worst === null || best === null
      ? ""
      : worst === best
        ? `, and stops ${share(worst.recall!)} of the fraud`
        : `; ${best.name} stops the largest share of the fraud of its days (${share(best.recall!)}), ${worst.name} the smallest (${share(worst.recall!)})`;
  const gated = gate && made > 0 ? `; the gate refused ${counted(refused, "version")} of ${made}` : "";
  const back =
    roll === null
      ? ""
      : roll.reached
        ? `; from day ${roll.from} version ${roll.to} decides again`
        : `; on day ${roll.from} there was no version ${roll.to} to roll back to`;
  return `${count}${range}${gated}${back}.`;
}

/** The picture of the versions as a table: one row a version. */
export function tableOfVersions({ lines }: TimeLine) {
  return {
    columns: [
      { key: "name", label: "version" },
      { key: "window", label: "learned from" },
      { key: "day", label: "labels read on" },
      { key: "missing", label: "of its fraud not known then" },
      { key: "exam", label: "ROC AUC in its exam" },
      { key: "gate", label: "gate" },
      { key: "served", label: "decided" },
      { key: "recall", label: "fraud stopped" },
      { key: "auc", label: "ROC AUC in production" },
    ],
    rows: lines.map((line) => ({
      name: line.name,
      window: `${dayName(line.from)} to ${dayTick(line.to)}`,
      day: line.day > 0 ? dayName(line.day) : "long after",
      missing: share(line.missing),
      exam: line.exam === null ? null : two(line.exam),
      gate:
        line.check === null
          ? "–"
          : line.check.released
            ? `released on day ${line.check.day}`
            : line.check.keepsPromise
              ? "refused: not shown to be better"
              : "refused: broke the promise of its exam",
      served:
        line.served.length === 0
          ? "never"
          : line.served.map(({ from, to }) => `day ${from} to ${to}`).join(", "),
      recall: line.recall === null ? null : share(line.recall),
      auc: line.auc === null ? null : two(line.auc),
    })),
  };
}
