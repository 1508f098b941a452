import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { spread } from "../chapters/shared/spread.ts";
import { words } from "../text/words.ts";
import { type As, formatValue } from "./format.ts";
import { useWidth } from "./size.ts";
import { unspoken } from "./spoken.ts";

type DrawProps = {
  guess: readonly number[] | null;
  onGuess(values: readonly number[]): void;
  done: boolean;
  truth: readonly number[];
  labels: readonly string[];
  given: number;
  min: number;
  max: number;
  as: As;
  xLabel?: string;
  yLabel?: string;
  labelledBy: string;
};

const height = 260;
const pad = { top: 18, right: 56, bottom: 40, left: 46 };

/** A line that the reader draws, by dragging or by keys; once locked, the true line is laid over it. */
export default function DrawLine(props: DrawProps) {
  const { guess, onGuess, done, truth, labels, given, min, max, as } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box) || 600;
  const last = useRef<number | null>(null);
  const count = truth.length;
  const x = (i: number) => pad.left + ((width - pad.left - pad.right) * i) / Math.max(1, count - 1);
  const y = (value: number) =>
    pad.top +
    (height - pad.top - pad.bottom) * (1 - (Math.min(max, Math.max(min, value)) - min) / (max - min));
  const valueAt = (i: number) => (i < given ? truth[i]! : (guess?.[i] ?? Number.NaN));
  const mine = truth.map((_, i) => valueAt(i));

  const set = (from: number, to: number, values: (i: number) => number) => {
    const next = truth.map((value, i) => (i < given ? value : (guess?.[i] ?? Number.NaN)));
    for (let i = Math.max(given, Math.min(from, to)); i <= Math.max(from, to); i++)
      next[i] = Math.min(max, Math.max(min, values(i)));
    onGuess(next.map((value) => (Number.isFinite(value) ? round(value, min, max) : Number.NaN)));
  };

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const i = Math.round(
      ((event.clientX - bounds.left - pad.left) / (width - pad.left - pad.right)) * (count - 1),
    );
    const share = 1 - (event.clientY - bounds.top - pad.top) / (height - pad.top - pad.bottom);
    return { i: Math.min(count - 1, Math.max(0, i)), value: min + share * (max - min) };
  };
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (done || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { i, value } = point(event);
    // A quick drag jumps over points: they take what lies on the way.
    const start = last.current ?? i;
    const first = valueAt(start);
    set(start, i, (at) =>
      start === i || !Number.isFinite(first) ? value : first + ((value - first) * (at - start)) / (i - start),
    );
    last.current = i;
  };

  const onKey = (event: KeyboardEvent<SVGGElement>, i: number) => {
    const step = (max - min) / 50;
    const start = Number.isFinite(mine[i]!)
      ? mine[i]!
      : Number.isFinite(mine[i - 1]!)
        ? mine[i - 1]!
        : (min + max) / 2;
    const change = { ArrowUp: step, ArrowDown: -step, PageUp: 5 * step, PageDown: -5 * step }[event.key];
    if (change !== undefined) set(i, i, () => (Number.isFinite(mine[i]!) ? start + change : start));
    else if (event.key === "Home") set(i, i, () => min);
    else if (event.key === "End") set(i, i, () => max);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const next = i + (event.key === "ArrowRight" ? 1 : -1);
      event.currentTarget.parentElement?.querySelector<SVGGElement>(`[data-point="${next}"]`)?.focus();
    } else return;
    event.preventDefault();
  };

  const path = (values: readonly number[]) =>
    values
      .map((value, i) =>
        Number.isFinite(value)
          ? `${i > 0 && Number.isFinite(values[i - 1]!) ? "L" : "M"}${x(i)},${y(value)}`
          : "",
      )
      .join("");
  const ticks = roundTicks(min, max);
  const ends = [y(truth.at(-1)!), guess ? y(mine.at(-1)!) : -100];
  const labelAt = spread(ends, 16, guess ? 0 : -100, height);
  const every = Math.ceil(count / Math.max(2, Math.floor((width - pad.left) / 64)));

  return (
    <div className="draw" ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset */}
      <svg
        className="plot"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-labelledby={props.labelledBy}
        data-done={done}
        onPointerDown={(event) => {
          if (done) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = null;
          drag(event);
        }}
        onPointerMove={drag}
      >
        {ticks.map((tick) => (
          <g key={tick} {...unspoken}>
            <line x1={pad.left} x2={width - pad.right} y1={y(tick)} y2={y(tick)} className="grid" />
            <text x={pad.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="tick">
              {formatValue(tick, as)}
            </text>
          </g>
        ))}
        {labels.map((label, i) =>
          i % every === 0 ? (
            <text
              key={label}
              x={x(i)}
              y={height - pad.bottom + 18}
              textAnchor="middle"
              className="tick"
              {...unspoken}
            >
              {label}
            </text>
          ) : null,
        )}
        {props.xLabel && (
          <text x={width - pad.right} y={height - 4} textAnchor="end" className="tick" {...unspoken}>
            {props.xLabel}
          </text>
        )}
        {!done && !guess && (
          <>
            <rect
              x={x(Math.max(0, given - 1))}
              y={pad.top}
              width={width - pad.right - x(Math.max(0, given - 1))}
              height={height - pad.top - pad.bottom}
              fill="url(#hatch)"
              opacity="0.45"
            />
            <text
              x={(x(Math.max(0, given - 1)) + width) / 2}
              y={pad.top + (height - pad.top - pad.bottom) * 0.26}
              textAnchor="middle"
              className="draw-hint"
              {...unspoken}
            >
              {width < 480 ? "Draw the line here" : words.drawLine}
            </text>
          </>
        )}
        <path d={path(mine)} className="draw-mine" />
        {given > 1 && <path d={path(truth.slice(0, given))} className="draw-truth" />}
        {done && <path d={path(truth)} className="draw-truth" />}
        {done && (
          <>
            <text x={x(count - 1) + 10} y={labelAt[0]} dy="0.32em" className="draw-label">
              {words.truth}
            </text>
            {guess && (
              <text x={x(count - 1) + 10} y={labelAt[1]} dy="0.32em" className="draw-label mine">
                {words.yours}
              </text>
            )}
          </>
        )}
        {truth.map((_, i) =>
          i < given ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
            <circle key={i} cx={x(i)} cy={y(truth[i]!)} r="3.5" className="draw-known" />
          ) : (
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
              key={i}
              data-point={i}
              className="draw-point"
              {...(done
                ? {}
                : {
                    role: "slider",
                    tabIndex: i === given ? 0 : -1,
                    "aria-label": `${props.yLabel ?? "value"} at ${labels[i]}`,
                    "aria-orientation": "vertical" as const,
                    "aria-valuemin": min,
                    "aria-valuemax": max,
                    "aria-valuenow": Number.isFinite(mine[i]!) ? mine[i] : (min + max) / 2,
                    "aria-valuetext": Number.isFinite(mine[i]!) ? formatValue(mine[i], as) : "not drawn yet",
                    onKeyDown: (event: KeyboardEvent<SVGGElement>) => onKey(event, i),
                  })}
            >
              <circle
                cx={x(i)}
                cy={y(Number.isFinite(mine[i]!) ? mine[i]! : (min + max) / 2)}
                r="14"
                fill="transparent"
              />
              <circle
                className="draw-dot"
                data-empty={!Number.isFinite(mine[i]!)}
                cx={x(i)}
                cy={y(Number.isFinite(mine[i]!) ? mine[i]! : (min + max) / 2)}
                r="4.5"
              />
            </g>
          ),
        )}
      </svg>
      {done && (
        <table className="spoken-only">
          <caption>Your line and the truth</caption>
          <tbody>
            {labels.map((label, i) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{formatValue(mine[i], as)}</td>
                <td>{formatValue(truth[i], as)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** About five round values between the ends, the ends among them where they are round. */
function roundTicks(min: number, max: number): number[] {
  const rough = (max - min) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999)!;
  const ticks = [];
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max + step * 1e-9; k++) ticks.push(k * step);
  return ticks;
}

function round(value: number, min: number, max: number): number {
  const step = (max - min) / 1000;
  return Number((Math.round(value / step) * step).toPrecision(6));
}
