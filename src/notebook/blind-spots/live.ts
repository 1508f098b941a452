import type { Count, Matrix } from "../../core/matrix/matrix.ts";
import type { Counts } from "./view.ts";

/** What a worker has found out: the letters of neighbouring detectors from `from` on, of one failure (or the twin) and seed. */
export type Told = { from: number; letters: string };

/** One piece of work: all detectors on one failure (null: the healthy twin) and one seed. */
export type Piece = { failure: string | null; strength: number; seed: number };

/** Runs a piece of work; `tell` is called with what is ready, each detector once. Rejects where it is cancelled. */
export type RunPiece = (
  piece: Piece,
  lane: number,
  signal: AbortSignal,
  tell: (told: Told) => void,
) => Promise<void>;

export type LiveState = {
  status: "running" | "stopped" | "done" | "failed";
  counts: Counts;
  /** Verdicts so far, of how many. */
  done: number;
  total: number;
  /** Of the verdicts that are stored too: how many are equal, and how many are not. */
  equal: number;
  unequal: number;
  /** Seeds of which every verdict is there. */
  seeds: number;
  error: string | null;
};

const pause = 150;

/**
 * The matrix computed anew: seed by seed over all failures, so that all cells sharpen together, on as many lanes as there are workers. Counts are
 * handed over a few times a second.
 */
export function startLive(
  stored: Matrix,
  strength: number,
  seeds: number,
  lanes: number,
  run: RunPiece,
  onState: (state: LiveState) => void,
): { cancel(): void; finished: Promise<void> } {
  const rows: (string | null)[] = [null, ...stored.failures.map(({ id }) => id)];
  const width = stored.detectors.length;
  const tally = rows.map(() => Array.from({ length: width }, (): Count => ({ seeds: 0, rings: 0, mute: 0 })));
  const shown: (readonly Count[])[] = tally.map((row) => [...row]);
  const changed = new Set<number>();
  const stop = new AbortController();
  const total = rows.length * seeds * width;
  const leftOf = new Int32Array(seeds).fill(rows.length);
  let [done, equal, unequal, next] = [0, 0, 0, 0];
  let status: LiveState["status"] = "running";
  let error: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const row of changed) shown[row] = [...tally[row]!];
    changed.clear();
    const [twin, ...broken] = shown;
    const firstOpen = leftOf.findIndex((left) => left > 0);
    onState({
      status,
      counts: { rows: broken, twin: twin! },
      done,
      total,
      equal,
      unequal,
      seeds: firstOpen < 0 ? seeds : firstOpen,
      error,
    });
  };

  const take = (row: number, seed: number, { from, letters }: Told) => {
    if (status !== "running") return;
    const known = (row === 0 ? stored.twin : stored.rows[row - 1]!).letters;
    for (let i = 0; i < letters.length; i++) {
      const at = from + i;
      const letter = letters[i]!;
      const { seeds: n, rings, mute } = tally[row]![at]!;
      tally[row]![at] = {
        seeds: n + 1,
        rings: rings + (letter === "r" ? 1 : 0),
        mute: mute + (letter === "c" ? 1 : 0),
      };
      const before = known[at]![seed - 1];
      if (before !== undefined) before === letter ? equal++ : unequal++;
    }
    done += letters.length;
    changed.add(row);
    timer ??= setTimeout(show, pause);
  };

  async function work(lane: number): Promise<void> {
    while (next < rows.length * seeds && !stop.signal.aborted) {
      const at = next++;
      const [row, seed] = [at % rows.length, 1 + Math.floor(at / rows.length)];
      await run({ failure: rows[row]!, strength, seed }, lane, stop.signal, (told) => take(row, seed, told));
      leftOf[seed - 1]!--;
    }
  }

  const finished = Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane))).then(
    () => {
      if (status !== "running") return;
      status = "done";
      show();
    },
    (reason: unknown) => {
      if (status !== "running") return;
      status = "failed";
      error = reason instanceof Error ? reason.message : String(reason);
      stop.abort();
      show();
    },
  );
  show();
  return {
    cancel() {
      if (status !== "running") return;
      status = "stopped";
      stop.abort();
      show();
    },
    finished,
  };
}
