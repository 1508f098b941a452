import { useCallback, useEffect, useRef, useState } from "react";
import { engine, isAbort } from "../../engine/client.ts";
import type { CheckId } from "../../incident/check-list.ts";
import type { Briefing, Debrief, Reading } from "../../incident/contracts.ts";
import type { Play } from "../../incident/play.ts";

/** What the worker has found of a night. */
export type Night = {
  briefing: Briefing | null;
  readings: Readonly<Partial<Record<CheckId, Reading>>>;
  debrief: Debrief | null;
  /** What is being computed: a check, or the debrief. */
  busy: CheckId | "briefing" | "debrief" | null;
  /** 0 to 1 while the debrief is computed. */
  progress: number;
  problem: string | null;
};

const EMPTY: Night = {
  briefing: null,
  readings: {},
  debrief: null,
  busy: "briefing",
  progress: 0,
  problem: null,
};

/** One worker keeps the service of the night in memory. */
const options = { lane: "incident", sticky: true } as const;

/**
 * Brings the night of a code as far as its play is: briefing, readings, debrief, one after the other. All follows from the code, so
 * that a night that was left can be taken up again.
 */
export function useNight(code: string, play: Play): Night & { retry(): void } {
  const [night, setNight] = useState<Night>(EMPTY);
  const [attempt, setAttempt] = useState(0);
  const running = useRef(false);
  const gone = useRef(false);
  const wanted = useRef({ code, play });
  wanted.current = { code, play };
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const { briefing, readings, debrief, problem } = night;
  const next: Night["busy"] =
    briefing === null
      ? "briefing"
      : (play.checks.find((id) => readings[id] === undefined) ??
        (play.commitment !== null && debrief === null ? "debrief" : null));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt does the same once more
  useEffect(() => {
    if (next === null || running.current || problem !== null) return;
    running.current = true;
    setNight((last) => ({ ...last, busy: next, progress: 0 }));
    const done = (part: (last: Night) => Partial<Night>) => {
      running.current = false;
      if (!gone.current) setNight((last) => ({ ...last, busy: null, ...part(last) }));
    };
    const { code, play } = wanted.current;
    const work =
      next === "briefing"
        ? engine
            .call<Briefing>("incident-briefing", { code }, options)
            .then((found) => done(() => ({ briefing: found })))
        : next === "debrief"
          ? engine
              .call<Debrief>(
                "incident-debrief",
                { code, play },
                {
                  ...options,
                  onProgress: (at, of) =>
                    !gone.current && setNight((last) => ({ ...last, progress: at / of })),
                },
              )
              .then((found) => done(() => ({ debrief: found })))
          : engine
              .call<Reading>("incident-check", { code, check: next }, options)
              .then((found) => done((last) => ({ readings: { ...last.readings, [next]: found } })));
    work.catch((error: unknown) => {
      const sentence = error instanceof Error ? error.message : String(error);
      done(() => (isAbort(error) ? {} : { problem: sentence }));
    });
  }, [next, problem, attempt]);

  const retry = useCallback(() => {
    setNight((last) => ({ ...last, problem: null }));
    setAttempt((last) => last + 1);
  }, []);
  return { ...night, retry };
}
