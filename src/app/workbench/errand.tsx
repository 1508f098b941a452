import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { engine, isAbort } from "../../engine/client.ts";
import { text } from "./text.ts";

/** Errands to the worker that holds the files wait for one another: of two in one lane the older would be dropped. */
let last: Promise<unknown> = Promise.resolve();
let round = 0;

/** What still waits for its turn is left: the files are diagnosed anew, and an errand of before would end that. */
export function leaveErrands(): void {
  round++;
}

function inTurn<R>(signal: AbortSignal, work: () => Promise<R>): Promise<R> {
  const own = round;
  const turn = last.then(() => {
    signal.throwIfAborted();
    if (own !== round) throw new DOMException("The files are diagnosed anew.", "AbortError");
    return work();
  });
  last = turn.catch(() => undefined);
  return turn;
}

export type Errand = {
  busy: boolean;
  /** How far it is, from 0 to 1; null where that is not known. */
  share: number | null;
  said: string;
};

const IDLE: Errand = { busy: false, share: null, said: "" };

/** Something that is asked of the diagnosed files: one at a time, with its progress, and a way out that says so. */
export function useErrand() {
  const [errand, setErrand] = useState<Errand>(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** The result; null where it was cancelled or failed, which `said` tells. */
  const run = useCallback(async function run<R>(
    name: string,
    payload: unknown,
    doing: string,
    onParts?: (parts: Partial<R>) => void,
  ): Promise<R | null> {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const mine = () => running.current === control;
    setErrand({ busy: true, share: null, said: doing });
    try {
      const result = await inTurn(control.signal, () =>
        engine.call<R>(name, payload, {
          lane: "diagnose",
          sticky: true,
          signal: control.signal,
          onParts: (parts) => mine() && onParts?.(parts as Partial<R>),
          onProgress: (done, total) =>
            mine() && setErrand({ busy: true, share: done / Math.max(total, 1), said: doing }),
        }),
      );
      if (!mine()) return null;
      setErrand(IDLE);
      return result;
    } catch (error) {
      const said = isAbort(error) ? text.leftOff : error instanceof Error ? error.message : String(error);
      if (mine()) setErrand({ ...IDLE, said });
      return null;
    }
  }, []);

  const cancel = useCallback(() => {
    const control = running.current;
    running.current = null;
    control?.abort();
    setErrand({ ...IDLE, said: text.cancelledErrand });
  }, []);
  return { errand, run, cancel };
}

/** How an errand goes: what is done, how far it is, and a way out where it takes longer than a moment. */
export function ErrandLine({
  errand: { busy, share, said },
  onCancel,
}: {
  errand: Errand;
  onCancel(): void;
}) {
  const [long, setLong] = useState(false);
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!busy) return setLong(false);
    const timer = setTimeout(() => setLong(true), 300);
    return () => clearTimeout(timer);
  }, [busy]);
  return (
    <span className="bench-errand" ref={line} tabIndex={-1}>
      {busy && long && (
        <>
          <progress aria-label={said} {...(share === null ? {} : { value: share })} />
          <CancelButton onCancel={onCancel} onGone={() => line.current?.focus({ preventScroll: true })} />
        </>
      )}
      <span role="status">{said}</span>
    </span>
  );
}

/** A button that goes when there is nothing to cancel any more; `onGone` finds a place for the focus that it had. */
export function CancelButton({ onCancel, onGone }: { onCancel(): void; onGone(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  const gone = useRef(onGone);
  gone.current = onGone;
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (document.activeElement === own) queueMicrotask(() => gone.current());
    };
  }, []);
  return (
    <button type="button" className="button" ref={button} onClick={onCancel}>
      {text.cancel}
    </button>
  );
}
