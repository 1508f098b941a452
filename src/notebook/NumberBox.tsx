import { useId, useState } from "react";
import { readParam } from "../state/parameters.ts";
import { useChapter } from "./context.ts";
import { clock, formatParam } from "./format.ts";
import type { NumberSpec } from "./slide.ts";

type NumberBoxProps = { name: string; spec: NumberSpec; locked: boolean };

/** A share is typed in per cent and an hour of the day as 23:59, as they are read. */
const shown = (spec: NumberSpec, value: number) =>
  spec.unit === "clock"
    ? clock(value)
    : String(spec.unit === "%" ? Number((value * 100).toPrecision(12)) : value);

/** What was typed, as `readParam` takes it. */
function typedText(spec: NumberSpec, draft: string): string {
  const text = draft.trim().replace(",", ".");
  const time = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (spec.unit === "clock" && time) return String(Number(time[1]) + Number(time[2]) / 60);
  return spec.unit === "%" && /^[+-]?[\d.]+$/.test(text) ? `${text}%` : text;
}

/** The number beside a slider, to be typed. What cannot be taken is answered with a sentence. */
export function NumberBox({ name, spec, locked }: NumberBoxProps) {
  const { params, setParam } = useChapter();
  const value = Number(params[name]);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const unit = spec.unit === "clock" ? "" : spec.unit;

  const commit = () => {
    if (draft === null) return;
    const text = typedText(spec, draft);
    const { value: next, problem: code } = readParam(spec, text);
    const typed = Number.parseFloat(text) / (spec.unit === "%" ? 100 : 1);
    setDraft(null);
    const range = `${formatParam(spec, spec.min)} to ${formatParam(spec, spec.max)}`;
    if (code === "not-a-number") {
      setProblem(`“${draft}” is not a number. It goes from ${range}.`);
      return;
    }
    if (code === "out-of-range") {
      const nearest = typed < spec.min ? spec.min : spec.max;
      setProblem(`It goes from ${range}; ${formatParam(spec, nearest)} is used.`);
      setParam(name, nearest);
      return;
    }
    setProblem(null);
    setParam(name, next);
  };

  return (
    <>
      <span className="number">
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={`${spec.label}, as a number${unit ? ` in ${unit === "h" ? "hours" : unit}` : ""}`}
          aria-invalid={problem !== null}
          aria-describedby={problem ? id : undefined}
          disabled={locked}
          value={draft ?? shown(spec, value)}
          size={Math.max(3, shown(spec, spec.max).length, shown(spec, value).length)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            if (event.key === "Escape") setDraft(null);
          }}
        />
        {unit && (
          <span className="unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </span>
      {problem && (
        <p className="control-problem" id={id} role="status">
          {problem}
        </p>
      )}
    </>
  );
}
