import { useId, useState } from "react";

type NumberFieldProps = {
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  onCommit(value: number): void;
};

/** A number that is taken over with Enter or when the field is left; what is none, or out of its bounds, is named and not taken over. */
export function NumberField({ label, unit, value, least, most, onCommit }: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const commit = () => {
    if (draft === null) return;
    const next = draft.trim() === "" ? Number.NaN : Number(draft.trim());
    if (!(next >= least && next <= most)) {
      setProblem(`“${draft}” is no number from ${least} to ${most}.`);
      return;
    }
    setProblem("");
    setDraft(null);
    if (next !== value) onCommit(next);
  };
  return (
    <div className="rule-field">
      <label htmlFor={id}>{label}</label>
      <span className="number">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          size={5}
          value={draft ?? String(Number(value.toFixed(4)))}
          aria-invalid={problem !== ""}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") {
              setDraft(null);
              setProblem("");
            }
          }}
        />
        <span className="quiet">{unit}</span>
      </span>
      {problem && (
        <p id={`${id}-problem`} className="rule-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
