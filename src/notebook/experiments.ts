import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { ParamValues } from "../core/contracts.ts";
import { engine, isAbort, WorkersMissing } from "../engine/client.ts";

export type Result = Readonly<Record<string, unknown>>;

/** The state of a chapter's result: always something to draw, and how far it belongs to the present settings. */
export type Live = {
  result: Result | null;
  status: "idle" | "computing" | "error";
  /** Whether this part of the result belongs to the settings shown now. */
  fresh(part: string): boolean;
  /** 0 to 1 while computing, where it is known. */
  progress: number | null;
  /** A sentence where the last request failed; the last good result stays. */
  error: string | null;
  /** No workers here: nothing can be computed. */
  fixed: boolean;
};

const always = () => true;

/** One line of requests: the newest wins, parts are merged over the last good result as they arrive. */
class Line {
  live: Live = { result: null, status: "idle", fresh: always, progress: null, error: null, fixed: false };
  private key = "";
  private number = 0;
  /** The request that brought each part: a part only ever gives way to a newer one. */
  private readonly broughtBy = new Map<string, number>();
  private last: (() => void) | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly chapter: string;
  private readonly lane: string;

  constructor(chapter: string, lane: string) {
    this.chapter = chapter;
    this.lane = lane;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get = (): Live => this.live;

  private set(change: Partial<Live>): void {
    this.live = { ...this.live, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Puts a result there that was computed beforehand, for these settings. */
  seed(result: Result, params: ParamValues, seed: number): void {
    this.key = JSON.stringify([params, seed]);
    this.set({ result, status: "idle", fresh: always, progress: null, error: null });
  }

  /** Asks for the last settings once more. */
  again = (): void => this.last?.();

  async request(params: ParamValues, seed: number, again = false): Promise<void> {
    const key = JSON.stringify([params, seed]);
    if (key === this.key && !again) return;
    this.key = key;
    this.last = () => void this.request(params, seed, true);
    const number = ++this.number;
    const current = () => number === this.number;
    this.set({
      status: "computing",
      fresh: (part) => this.broughtBy.get(part) === number,
      progress: null,
      error: null,
    });
    try {
      const result = await engine.experiment<Result>(this.chapter, params, seed, {
        lane: this.lane,
        // Parts of a request that was overtaken, yet runs on, keep a long drag alive; they go on counting as out of date.
        onParts: (parts) => this.take(parts, number, true),
        onProgress: (done, total) => {
          if (current() && total > 0) this.set({ progress: Math.min(1, done / total) });
        },
      });
      this.take(result, number);
      if (current()) this.set({ status: "idle", fresh: always, progress: null });
    } catch (error) {
      if (!current() || isAbort(error)) return;
      this.set({
        status: "error",
        progress: null,
        error: error instanceof Error ? error.message : String(error),
        fixed: error instanceof WorkersMissing,
      });
    }
  }

  /**
   * Lays the parts of a request over what is there, except where a newer request has brought them already; without `again` also
   * where the same one has, so that its figures are not drawn twice.
   */
  private take(parts: Result, number: number, again = false): void {
    const newer = Object.entries(parts).filter(([part]) => {
      const by = this.broughtBy.get(part) ?? 0;
      return again ? by <= number : by < number;
    });
    for (const [part] of newer) this.broughtBy.set(part, number);
    this.set({ result: { ...this.live.result, ...Object.fromEntries(newer) } });
  }
}

const lines = new Map<string, Line>();

function lineOf(chapter: string, lane: string): Line {
  const name = lane === "" ? chapter : `${chapter} ${lane}`;
  let line = lines.get(name);
  if (!line) {
    line = new Line(chapter, name);
    lines.set(name, line);
  }
  return line;
}

/** Gives a chapter its first picture, before any worker has started. */
export function offerFirstFrame(chapter: string, result: Result, params: ParamValues, seed: number): void {
  const line = lineOf(chapter, "");
  if (line.live.result === null) line.seed(result, params, seed);
}

/**
 * The chapter's result for these settings, kept up to date. `lane` names a second line of requests beside the chapter's own; with
 * `wanted` false nothing is asked for.
 */
export function useExperiment(
  chapter: string,
  params: ParamValues,
  seed: number,
  { lane = "", wanted = true }: { lane?: string; wanted?: boolean } = {},
): Live & { retry(): void } {
  const line = lineOf(chapter, lane);
  const live = useSyncExternalStore(line.subscribe, line.get);
  const text = JSON.stringify([params, seed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the settings
  useEffect(() => {
    if (wanted) void line.request(params, seed);
  }, [line, text, wanted]);
  return useMemo(() => ({ ...live, retry: line.again }), [live, line]);
}

/** True once a state has lasted for so long: what is over at once needs no sign. */
export function useLasting(state: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(timer.current);
    if (!state) setLasting(false);
    else timer.current = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer.current);
  }, [state, milliseconds]);
  return lasting;
}
