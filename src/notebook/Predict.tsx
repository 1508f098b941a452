import { lazy, type ReactNode, Suspense, useId, useLayoutEffect, useRef, useState } from "react";
import { words } from "../text/words.ts";
import { judgeLine, judgeNumber } from "./answers.ts";
import { isStale, lookUp, useChapter } from "./context.ts";
import type { As } from "./format.ts";
import { GuessNumber } from "./GuessNumber.tsx";
import { useKeptFocus } from "./kept-focus.ts";
import { usePrinting } from "./printing.ts";
import { InQuestion } from "./question.tsx";
import { useAnswer } from "./remember.ts";

// Few questions are drawn: the others do not carry the drawing.
const DrawLine = lazy(() => import("./DrawLine.tsx"));

type PredictProps = {
  id: string;
  kind: "number" | "choice" | "line";
  of?: string;
  answer?: string;
  min?: number;
  max?: number;
  step?: number;
  as?: As;
  tolerance?: number;
  from?: string;
  fromLabel?: string;
  truthLabel?: string;
  /** The key of the truth's values, and of their labels, in an array of objects. */
  y?: string;
  x?: string;
  labels?: string;
  given?: number;
  xLabel?: string;
  yLabel?: string;
  children?: ReactNode;
};

type Answer = number | string | readonly number[] | "skipped";

const isAnswer = (value: unknown): value is Answer =>
  typeof value === "number" ||
  typeof value === "string" ||
  (Array.isArray(value) && value.every((item) => typeof item === "number"));

/** The name under which an answer is kept; `Reveal` asks for the same. */
export const answerKey = (chapter: string, id: string) => `${chapter}/${id}`;

export const useStoredAnswer = (chapter: string, id: string) => useAnswer(answerKey(chapter, id), isAnswer);

/** A question before the reveal. The answer is locked, then the truth is laid over it. */
export function Predict(props: PredictProps) {
  const { id, kind, of, answer, min = 0, max = 1, children } = props;
  const scope = useChapter();
  const name = useId();
  const [stored, store] = useStoredAnswer(scope.chapter.id, id);
  const skipped = stored === "skipped";
  const locked = stored !== null && !skipped && fits(stored, kind) ? stored : null;
  const done = locked !== null || skipped;
  const [draft, setDraft] = useState<number | string | readonly number[] | null>(null);
  const followed = useFollowedFocus(done);
  const truth = answer ?? (of ? lookUp(scope, of) : undefined);
  const tolerance = props.tolerance ?? (max - min) / 20;
  const line =
    kind === "line" ? readLine(truth, props.labels ? lookUp(scope, props.labels) : null, props) : null;
  const complete =
    kind !== "line"
      ? draft !== null
      : Array.isArray(draft) &&
        line?.values.every((_, i) => i < (props.given ?? 0) || Number.isFinite(draft[i])) === true;

  const outcome = (): string[] => {
    if (locked === null) return [];
    if (kind === "number") return [judgeNumber(Number(locked), Number(truth), tolerance)];
    if (kind === "line") return [judgeLine(locked as readonly number[], line?.values ?? [], tolerance)];
    return [String(locked), String(locked) === String(truth) ? "right" : "wrong"];
  };

  return (
    <section className="question" aria-labelledby={`${name}-question`} data-done={done} {...followed}>
      <p className="question-kind">{words.predict}</p>
      <InQuestion
        value={{
          id: name,
          outcomes: done ? outcome() : null,
          chosen: typeof locked === "string" ? locked : typeof draft === "string" ? draft : null,
          choose: setDraft,
          isRight: (value) => (done ? value === String(truth) : null),
        }}
      >
        {kind !== "choice" && children}
        {kind === "number" && (
          <GuessNumber
            guess={typeof locked === "number" ? locked : typeof draft === "number" ? draft : null}
            onGuess={setDraft}
            done={done}
            truth={Number(truth)}
            stale={of ? isStale(scope, of) : false}
            known={props.from ? Number(lookUp(scope, props.from)) : null}
            knownLabel={props.fromLabel ?? ""}
            truthLabel={props.truthLabel ?? words.truth}
            min={min}
            max={max}
            step={props.step ?? (max - min) / 100}
            as={props.as ?? "ratio"}
            labelledBy={`${name}-question`}
          />
        )}
        {kind === "line" && line && (
          <Suspense fallback={<div className="draw draw-awaited" />}>
            <DrawLine
              guess={Array.isArray(locked) ? locked : Array.isArray(draft) ? (draft as number[]) : null}
              onGuess={setDraft}
              done={done}
              truth={line.values}
              labels={line.labels}
              given={props.given ?? 0}
              min={min}
              max={max}
              as={props.as ?? "ratio"}
              {...(props.xLabel ? { xLabel: props.xLabel } : {})}
              {...(props.yLabel ? { yLabel: props.yLabel } : {})}
              labelledBy={`${name}-question`}
            />
          </Suspense>
        )}
        {kind === "choice" && (
          <div role="radiogroup" aria-labelledby={`${name}-question`} className="choices">
            {children}
          </div>
        )}
      </InQuestion>
      <div className="question-foot">
        {done ? (
          <button
            type="button"
            className="plain"
            onClick={() => {
              store(null);
              setDraft(null);
            }}
          >
            {skipped ? "Guess after all" : words.takeBack}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="button strong"
              disabled={!complete}
              onClick={() => complete && store(draft as Answer)}
            >
              {words.lock}
            </button>
            <button type="button" className="plain" onClick={() => store("skipped")}>
              {words.skipQuestion}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

/**
 * Locking an answer removes the button that had the focus: the focus goes on to the explanation, and, when the answer is taken back, to
 * the first thing that can be answered. So it does where a result puts another explanation in the place of the one that is being read.
 */
function useFollowedFocus(done: boolean) {
  const section = useRef<HTMLElement>(null);
  const before = useRef(done);
  const next = (part: HTMLElement) =>
    part.querySelector<HTMLElement>(done ? ".explanation, .plain" : "input, [role=slider]");
  useLayoutEffect(() => {
    if (before.current === done) return;
    before.current = done;
    const part = section.current!;
    const { activeElement } = document;
    if (activeElement === document.body || part.contains(activeElement)) next(part)?.focus();
  });
  // Who reads it does so already: the page stays where it is.
  const keptFocus = useKeptFocus(section, (part) => next(part)?.focus({ preventScroll: true }));
  return { ref: section, ...keptFocus };
}

function fits(answer: Answer, kind: PredictProps["kind"]): boolean {
  if (kind === "number") return typeof answer === "number" && Number.isFinite(answer);
  if (kind === "line") return Array.isArray(answer);
  return typeof answer === "string";
}

function readLine(truth: unknown, labels: unknown, { x, y }: PredictProps) {
  if (!Array.isArray(truth) && !ArrayBuffer.isView(truth)) return null;
  const rows = Array.from(truth as ArrayLike<unknown>);
  const field = (row: unknown, key: string) => (row as Record<string, unknown> | null)?.[key];
  const values = rows.map((row) => Number(y ? field(row, y) : row));
  const names = Array.isArray(labels) ? labels : rows.map((row, i) => (x ? field(row, x) : i + 1));
  return { values, labels: names.map(String) };
}

/** Holds back what would give an answer away, until the question is answered or skipped. */
export function Reveal({ after, children }: { after: string; children?: ReactNode }) {
  const { chapter } = useChapter();
  const [stored, store] = useStoredAnswer(chapter.id, after);
  const printing = usePrinting();
  if (stored !== null || printing) return <div className="reveal">{children}</div>;
  return (
    <div className="held-back">
      <p>{words.heldBack}</p>
      <button type="button" className="plain" onClick={() => store("skipped")}>
        {words.skipQuestion}
      </button>
    </div>
  );
}

type TransferProps = { id: string; children?: ReactNode };

/** One question about a case that the chapter did not show. */
export function Transfer({ id, children }: TransferProps) {
  const { chapter } = useChapter();
  const name = useId();
  const [stored, store] = useAnswer(
    answerKey(chapter.id, `transfer-${id}`),
    (value) => typeof value === "string",
  );
  const [draft, setDraft] = useState<string | null>(null);
  const followed = useFollowedFocus(stored !== null);
  return (
    <section
      className="question"
      aria-labelledby={`${name}-question`}
      data-done={stored !== null}
      {...followed}
    >
      <p className="question-kind">{words.transfer}</p>
      <InQuestion
        value={{
          id: name,
          outcomes: stored === null ? null : [stored],
          chosen: stored ?? draft,
          choose: setDraft,
          isRight: (_, marked) => (stored === null ? null : marked),
        }}
      >
        <div role="radiogroup" aria-labelledby={`${name}-question`} className="choices">
          {children}
        </div>
      </InQuestion>
      <div className="question-foot">
        {stored === null ? (
          <button
            type="button"
            className="button strong"
            disabled={draft === null}
            onClick={() => draft !== null && store(draft)}
          >
            {words.lock}
          </button>
        ) : (
          <button
            type="button"
            className="plain"
            onClick={() => {
              store(null);
              setDraft(null);
            }}
          >
            {words.takeBack}
          </button>
        )}
      </div>
    </section>
  );
}
