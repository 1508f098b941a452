import { createContext, type ReactNode, use } from "react";

/** What a question's children know of it. */
export type QuestionScope = {
  id: string;
  /** Null until the answer is locked. */
  outcomes: readonly string[] | null;
  chosen: string | null;
  choose(value: string): void;
  /** Whether this option is the right one; null until locked. */
  isRight(value: string, marked: boolean): boolean | null;
};

export const InQuestion = createContext<QuestionScope | null>(null);

type Children = { children?: ReactNode };

/** The question itself. */
export function Question({ children }: Children) {
  const scope = use(InQuestion);
  return (
    <div className="question-text" id={scope ? `${scope.id}-question` : undefined}>
      {children}
    </div>
  );
}

/** An answer to choose. */
export function Option({ value, right = false, children }: Children & { value: string; right?: boolean }) {
  const scope = use(InQuestion);
  if (!scope) return null;
  const verdict = scope.isRight(value, right);
  const chosen = scope.chosen === value;
  return (
    <label className="option" data-right={verdict === true} data-chosen={chosen}>
      <input
        type="radio"
        name={`${scope.id}-answer`}
        value={value}
        checked={chosen}
        disabled={scope.outcomes !== null}
        onChange={() => scope.choose(value)}
      />
      <span>
        {children}
        {verdict === true && (
          <span className="option-mark"> ✓ {chosen ? "your answer, and right" : "right"}</span>
        )}
        {verdict === false && chosen && <span className="option-mark"> ✗ your answer</span>}
      </span>
    </label>
  );
}

/** What answers a particular mistake; shown once the answer is locked. */
export function When({ is, children }: Children & { is: string }) {
  const scope = use(InQuestion);
  if (!scope?.outcomes || !is.split(/\s+/).some((code) => scope.outcomes?.includes(code))) return null;
  return (
    <div className="explanation" tabIndex={-1}>
      {children}
    </div>
  );
}
