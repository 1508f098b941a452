/** The rows of the dashboard on one day, from the result. Pure and light: it runs on the page, once a day that is played. */
import type { Judged } from "./lines.ts";
import { readingsOfBoth } from "./lines.ts";
import type { Log, Result } from "./result.ts";
import { type Reading, SIGNALS, type Signal, type SignalId, unlabelled } from "./signals.ts";
import { featureWords, money, ms, ratio, share } from "./words.ts";

export type LineId = "known" | "first" | "truth" | "estimate" | "p50" | "p95";

/** One value a day, from day 0; null where there is none. */
export type PanelLine = { id: LineId; label: string; values: readonly (number | null)[] };

export type Panel = {
  id: SignalId;
  name: string;
  /** The unit under the name. */
  unit: string;
  line: string;
  labelled: boolean;
  lines: readonly PanelLine[];
  /** What the dashboard says today, and what was so. */
  now: number | null;
  truth: number | null;
  /** What training promised; null where it promised nothing. */
  promised: number | null;
  format(value: number | null): string;
  /** The days up to today on which it rang, and those on which the estimate in the same row did. */
  rang: readonly boolean[];
  estimateRang: readonly boolean[];
};

const shapes: Readonly<Record<Exclude<SignalId, "estimate">, Pick<Panel, "unit" | "format">>> = {
  recall: { unit: "of frauds stopped", format: ratio },
  precision: { unit: "of stops were fraud", format: ratio },
  accuracy: { unit: "of decisions right", format: (value) => share(value, 1) },
  result: { unit: "EUR a day", format: money },
  drift: { unit: "stability index", format: ratio },
  latency: { unit: "milliseconds", format: ms },
};

/** The order of the rows: what waits for labels, then what is known at once. */
export const ROWS: readonly Exclude<SignalId, "estimate">[] = [
  "recall",
  "precision",
  "accuracy",
  "result",
  "drift",
  "latency",
];

/** The rows as they stand at the end of day `today`. */
export function panelsOf(
  result: Pick<Result, "logs" | "offline">,
  judged: readonly Judged[],
  today: number,
): Panel[] {
  const { logs, offline } = result;
  const log: Log = logs.broken;
  const { known, truth } = readingsOfBoth(logs).broken;
  const upTo = (values: readonly (number | null)[]) => values.slice(0, today + 1);
  const rang = (id: SignalId) => upTo2(judged.find((one) => one.id === id)!.days, today);
  return ROWS.map((id) => {
    const signal = SIGNALS.find((one) => one.id === id)! as Signal;
    const lines: PanelLine[] = [];
    if (signal.labelled) {
      const field = id as keyof Reading;
      const of = (row: readonly (Reading | null)[]) => row.map((one) => one?.[field] ?? null);
      lines.push({ id: "truth", label: "as it was", values: upTo(of(truth)) });
      lines.push({
        id: "first",
        label: "as first shown",
        values: Array.from({ length: today + 1 }, (_, day) => known[day]![day]?.[field] ?? null),
      });
      lines.push({ id: "known", label: "as known", values: of(known[today]!) });
      if (id === "recall")
        lines.push({ id: "estimate", label: "estimated", values: upTo(unlabelled(log, "estimate")) });
      if (id === "precision")
        lines.push({
          id: "estimate",
          label: "estimated",
          values: upTo(unlabelled(log, "estimatedPrecision")),
        });
    } else if (id === "latency") {
      lines.push({ id: "p50", label: "p50", values: upTo(unlabelled(log, "p50")) });
      lines.push({ id: "p95", label: "p95", values: upTo(unlabelled(log, "p95")) });
      lines.push({ id: "known", label: "p99", values: upTo(unlabelled(log, "latency")) });
    } else
      lines.push({
        id: "known",
        label: featureWords(log.drifted[today] ?? ""),
        values: upTo(unlabelled(log, "drift")),
      });
    const at = (line: LineId) => lines.find((one) => one.id === line)?.values[today] ?? null;
    return {
      id,
      name: signal.name,
      line: signal.line,
      labelled: signal.labelled,
      ...shapes[id],
      lines,
      now: at("known"),
      truth: signal.labelled ? at("truth") : null,
      promised: id === "recall" ? offline.recall.value : id === "precision" ? offline.precision.value : null,
      rang: rang(id),
      estimateRang: id === "recall" ? rang("estimate") : [],
    };
  });
}

const upTo2 = (days: readonly boolean[], today: number): boolean[] => days.slice(0, today + 1);
