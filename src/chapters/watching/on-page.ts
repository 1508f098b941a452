import type { OnPage } from "../contracts.ts";
import { counted, heardBoth, type Judged, judged, lineFromHistory } from "./lines.ts";
import type { Result } from "./result.ts";
import { type Reads, SIGNALS } from "./signals.ts";
import { listed } from "./words.ts";

/** What the alarms that wake somebody do together: it rings where any of them does. */
export type Together = {
  fails: boolean;
  falseDays: number;
  missed: number;
  failing: number;
  /** Days; -1 where nothing rings. */
  delay: number;
  /** Of all alarms, awake or not: names of those that ring first, and what they read: "labels", "no-labels", "both" or "none". */
  who: string;
  kind: string;
};

/** The parts of the result that follow from the lines. */
export type OnPageParts = {
  judged: readonly Judged[];
  /** The same by the signal's id, for the text; a delay of -1 where it never rings. */
  by: Readonly<Record<string, { falseDays: number; missed: number; delay: number }>>;
  together: Together;
  /** A line for each signal, from the days before the failure. */
  fromHistory: Readonly<Record<string, number | null>>;
};

/** The days of history from which a line may be taken. */
export const HISTORY = 21;

export const onPage: OnPage<Result> = {
  needs: ["logs"],
  parts: ["judged", "by", "together", "fromHistory"],
  work({ logs }, params): OnPageParts {
    const reads = params.reads as Reads;
    const all = judged(logs, (name) => Number(params[name]), reads);
    const days = logs.broken.payments.length;
    const isLabelled = (id: string) => SIGNALS.find((signal) => signal.id === id)!.labelled;
    const awake = all.filter(({ id }) => params.wakes === "all" || isLabelled(id));
    const any = (side: "days" | "twin") =>
      Array.from({ length: days }, (_, day) => awake.some((one) => one[side][day] === true));
    const { delay, ...counts } = counted(any("days"), any("twin"), logs.fromDay);
    const earliest = Math.min(...all.map((one) => one.delay ?? Number.POSITIVE_INFINITY));
    const first = all.filter((one) => one.delay === earliest);
    const kinds = new Set(first.map(({ id }) => (isLabelled(id) ? "labels" : "no-labels")));
    return {
      judged: all,
      by: Object.fromEntries(
        all.map(({ id, falseDays, missed, delay: own }) => [id, { falseDays, missed, delay: own ?? -1 }]),
      ),
      together: {
        fails: logs.fails,
        ...counts,
        delay: delay ?? -1,
        who: listed(first.map(({ name }) => name.toLowerCase())),
        kind: kinds.size === 2 ? "both" : ([...kinds][0] ?? "none"),
      },
      fromHistory: Object.fromEntries(
        SIGNALS.map((signal) => [
          signal.id,
          lineFromHistory(heardBoth(logs, signal, reads).healthy, signal.rings, HISTORY),
        ]),
      ),
    };
  },
};
