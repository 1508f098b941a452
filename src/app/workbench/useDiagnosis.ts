import { useCallback, useEffect, useRef, useState } from "react";
import type { Role } from "../../core/contracts.ts";
import { engine, isAbort } from "../../engine/client.ts";
import type { Sample } from "../../workbench/csv/sample.ts";
import type {
  DiagnoseParts,
  DiagnosePayload,
  ShownAnswer,
  TooLargeFile,
} from "../../workbench/diagnose.job.ts";
import type { RelationKind } from "../../workbench/files/relation.ts";
import type { WindowChoice } from "../../workbench/windows/windows.ts";
import { leaveErrands } from "./errand.tsx";
import { text } from "./text.ts";

export type Reading = "number" | "category" | "day-first" | "month-first";

/** What the person chose; a change of it runs the checks again. */
export type Choices = {
  files: readonly File[];
  roles: ReadonlyMap<string, Role>;
  columns: ReadonlyMap<string, Reading>;
  windows: WindowChoice | null;
  relation: RelationKind | null;
  sample: Sample | null;
};

export type Stage = "idle" | "reading" | "checking" | "done";

/** What the worker has handed over, its answers gathered. */
export type Gathered = Partial<DiagnoseParts> & { answers?: readonly ShownAnswer[] };

export type View = {
  stage: Stage;
  /** The last good parts; they stay while newer ones are computed and when something fails. */
  parts: Gathered;
  /** Whether the parts are of an earlier request than the one under way. */
  stale: boolean;
  problem: string | null;
  /** A file that waits for an answer: a sample of it, or nothing. */
  tooLarge: (TooLargeFile & { choices: Choices }) | null;
  choices: Choices | null;
  /** Bytes a second, smoothed over the file so far. */
  rate: number;
};

/** What a worker is asked for, by what a person chose. */
export const payloadOf = ({
  files,
  roles,
  columns,
  windows,
  relation,
  sample,
}: Choices): DiagnosePayload => ({
  files,
  roles: [...roles],
  columns: [...columns],
  ...(windows ? { windows } : {}),
  ...(relation ? { relation } : {}),
  ...(sample ? { sample } : {}),
});

const EMPTY: View = {
  stage: "idle",
  parts: {},
  stale: false,
  problem: null,
  tooLarge: null,
  choices: null,
  rate: 0,
};

/** What stands on the page while nothing is under way. It outlives the page: a finding leads to its chapter, and back. */
let settled: View = EMPTY;

const cancelled = (view: View) => (view.parts.answers ? text.cancelled : text.cancelledFirst);

/** The view with some parts more. The first answers of a new request replace those of the old one; until then the old ones stay, dimmed. */
function withParts(before: View, { more, ...parts }: Partial<DiagnoseParts>, seconds: number): View {
  // Each file of two has a rate of its own.
  const rate = parts.reading ? parts.reading.bytes / Math.max(seconds, 0.05) : before.rate;
  const stage = parts.roles || parts.checking || more ? "checking" : before.stage;
  const some = more ?? [];
  const answers =
    some.length === 0 ? {} : { answers: [...(before.stale ? [] : (before.parts.answers ?? [])), ...some] };
  const stale = before.stale && some.length === 0;
  return { ...before, rate, stage, stale, parts: { ...before.parts, ...parts, ...answers } };
}

/** Runs the diagnosis in a worker and keeps what it hands over. */
export function useDiagnosis() {
  const [view, setView] = useState<View>(settled);
  const running = useRef<AbortController | null>(null);

  const run = useCallback((choices: Choices) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    let began = performance.now();
    const mine = () => running.current === control;
    const payload = payloadOf(choices);
    setView((before) => ({
      ...before,
      stage: "reading",
      stale: true,
      problem: null,
      tooLarge: null,
      choices,
      rate: 0,
    }));
    // Parts come by the hundred; the page is drawn with them a few times a second.
    let waiting: (readonly [parts: Partial<DiagnoseParts>, seconds: number])[] = [];
    let file: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      clearTimeout(timer);
      timer = undefined;
      const some = waiting;
      waiting = [];
      if (!mine() || some.length === 0) return;
      setView((before) => some.reduce((view, [parts, seconds]) => withParts(view, parts, seconds), before));
    };
    const onParts = (parts: Partial<DiagnoseParts>) => {
      if (parts.reading && parts.reading.file !== file) {
        if (file !== null) began = performance.now();
        file = parts.reading.file;
      }
      waiting.push([parts, (performance.now() - began) / 1000]);
      timer ??= setTimeout(draw, 80);
    };
    leaveErrands();
    engine.call<DiagnoseParts>("diagnose", payload, { sticky: true, signal: control.signal, onParts }).then(
      (result) => {
        draw();
        if (!mine()) return;
        const { tooLarge } = result;
        if (tooLarge) {
          setView({ ...settled, tooLarge: { ...tooLarge, choices } });
          return;
        }
        setView((before) => {
          const next: View = {
            ...before,
            stage: "done",
            stale: false,
            parts: { ...before.parts, ...(before.stale ? { answers: [] } : {}), ...result },
          };
          settled = next;
          return next;
        });
      },
      (error: unknown) => {
        if (!mine()) return;
        running.current = null;
        const problem = isAbort(error)
          ? cancelled(settled)
          : error instanceof Error
            ? error.message
            : String(error);
        setView({ ...settled, problem });
      },
    );
  }, []);

  const cancel = useCallback(() => {
    const control = running.current;
    running.current = null;
    control?.abort();
    setView({ ...settled, problem: cancelled(settled) });
  }, []);

  const complain = useCallback(
    (problem: string) => setView((before) => ({ ...before, problem, tooLarge: null })),
    [],
  );

  // Whoever leaves the page does not wait for it.
  useEffect(() => () => running.current?.abort(), []);
  return { view, run, cancel, complain };
}
