import { useCallback, useEffect, useRef, useState } from "react";
import type { Matrix } from "../../core/matrix/matrix.ts";
import { engine } from "../../engine/client.ts";
import { type LiveState, type RunPiece, startLive, type Told } from "./live.ts";

const cores = typeof navigator === "undefined" ? 1 : (navigator.hardwareConcurrency ?? 1);
/** As many as the engine has workers. */
const lanes = Math.max(1, Math.min(cores, 4));

const runPiece: RunPiece = async (piece, lane, signal, tell) => {
  let heard = 0;
  const take = (told: Told) => {
    // Parts come in order; what came before is not told again.
    if (told.from !== heard) return;
    heard += told.letters.length;
    tell(told);
  };
  const all = await engine.call<Told>("matrix-row", piece, {
    lane: `matrix ${lane}`,
    signal,
    onParts: (parts) => take(parts as Told),
  });
  if (heard < all.letters.length) tell({ from: heard, letters: all.letters.slice(heard) });
};

/** The matrix computed in the workers of this page, and what begins and ends it. It ends by itself where the setting changes. */
export function useLive(stored: Matrix | null, strength: number, seeds: number) {
  const [live, setLive] = useState<LiveState | null>(null);
  const running = useRef<{ cancel(): void } | null>(null);
  const cancel = useCallback(() => running.current?.cancel(), []);
  const clear = useCallback(() => {
    running.current?.cancel();
    running.current = null;
    setLive(null);
  }, []);
  const start = useCallback(() => {
    if (!stored) return;
    running.current?.cancel();
    running.current = startLive(stored, strength, seeds, lanes, runPiece, setLive);
  }, [stored, strength, seeds]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another setting ends what was begun for this one
  useEffect(() => clear, [strength, seeds, clear]);
  return { live, start, cancel, clear };
}
