import type { ReactNode } from "react";
import { useChapter, useValue } from "./context.ts";
import { type As, formatParam, formatValue } from "./format.ts";

type ValueProps = { of: string; as?: As; minus?: string; over?: string; digits?: number };

/** A live number in the prose. A parameter leads to its control. */
export function Value({ of, as, minus, over, digits }: ValueProps) {
  const { chapter, params } = useChapter();
  const { value, stale } = useValue(of, minus, over);
  const key = of.startsWith("params.") ? of.slice("params.".length) : null;
  const spec = key === null ? undefined : chapter.params[key];
  if (key !== null && spec) {
    const text = as ? formatValue(value, as, digits) : formatParam(spec, params[key]!);
    return (
      <button type="button" className="value movable" title={spec.label} onClick={() => focusControl(key)}>
        {text}
      </button>
    );
  }
  return (
    <span className={as === "text" ? "value worded" : "value"} data-stale={stale}>
      {formatValue(value, as, digits)}
    </span>
  );
}

function focusControl(key: string): void {
  const control = document.querySelector<HTMLElement>(`[data-control="${CSS.escape(key)}"]`);
  if (!control) return;
  control.closest("details")?.setAttribute("open", "");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  control.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  control.focus({ preventScroll: true });
}

type MeasureProps = ValueProps & { label: string };

/** A large number with its label. */
export function Measure({ label, of, as, minus, over, digits }: MeasureProps) {
  const { value, stale } = useValue(of, minus, over);
  return (
    <p className="measure">
      <span className="label">{label}</span>
      <span className="measure-number" data-stale={stale}>
        {formatValue(value, as, digits)}
      </span>
    </p>
  );
}

type IfProps = {
  of: string;
  minus?: string;
  over?: string;
  is?: string;
  not?: string;
  above?: number;
  below?: number;
  children?: ReactNode;
};

/** Text that stands only while a value holds. */
export function If({ of, minus, over, is, not, above, below, children }: IfProps) {
  const { value } = useValue(of, minus, over);
  const word = String(value);
  const holds =
    (is === undefined || is.split(/\s+/).includes(word)) &&
    (not === undefined || !not.split(/\s+/).includes(word)) &&
    (above === undefined || Number(value) > above) &&
    (below === undefined || Number(value) < below);
  return holds ? children : null;
}
