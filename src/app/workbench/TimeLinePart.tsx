import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { type Span, shownMoment, type TimeLine } from "../../workbench/windows/windows.ts";
import { text } from "./text.ts";

const WIDTH = 600;
const HEIGHT = 64;
const EDGES = ["reference-from", "reference-to", "current-from", "current-to"] as const;
/** A key moves an edge by so much of the line, a page key by ten times as much. */
const STEP = 1 / 200;

type Edges = readonly [number, number, number, number];

/**
 * The rows over time with the two windows laid over them. Each of their four edges is a slider: it is dragged, or moved by keys;
 * none passes its neighbour, and the end of the older window goes before the beginning of the newer one that is pushed against it.
 */
export function TimeLinePart({
  line,
  onChange,
}: {
  line: TimeLine;
  onChange(reference: Span, current: Span): void;
}) {
  const { from, to, volume, clock } = line;
  const frame = useRef<HTMLDivElement>(null);
  const given: Edges = [...line.reference, ...line.current];
  const [edges, setEdges] = useState<Edges>(given);
  const held = useRef(edges);
  held.current = edges;
  const named = given.join(" ");
  // What the worker answers is the truth; while it works, the hand's own place stays.
  useEffect(() => setEdges(named.split(" ").map(Number) as unknown as Edges), [named]);

  const move = (edge: number, moment: number) =>
    setEdges((before) => {
      const low = edge === 0 ? from : before[edge === 2 ? 0 : edge - 1]!;
      const high = edge === 3 ? to : before[edge === 1 ? 3 : edge + 1]!;
      const next = [...before];
      const put = Math.min(Math.max(clock === "row" ? Math.round(moment) : moment, low), high);
      next[edge] = put;
      // The windows begin side by side: a handle on another would else be stuck.
      if (edge === 1) next[2] = Math.max(before[2], put);
      if (edge === 2) next[1] = Math.min(before[1], put);
      return next as unknown as Edges;
    });
  const settle = () => {
    const [a, b, c, d] = held.current;
    if (held.current.join(" ") !== named) onChange([a, b], [c, d]);
  };
  const drag = (edge: number) => (event: PointerEvent<HTMLElement>) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(edge, from + ((event.clientX - box.left) / box.width) * (to - from));
  };
  const key = (edge: number) => (event: KeyboardEvent) => {
    const step = (to - from) * STEP;
    const by: Record<string, number> = {
      ArrowLeft: -step,
      ArrowDown: -step,
      ArrowRight: step,
      ArrowUp: step,
      PageDown: -10 * step,
      PageUp: 10 * step,
      Home: from - to,
      End: to - from,
    };
    const moved = by[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    move(edge, edges[edge]! + moved);
  };
  // Over weeks the day is enough.
  const letters = to - from > 14 * 86_400_000 ? 10 : 16;
  const shown = (moment: number) =>
    clock === "time" ? shownMoment(clock, moment).slice(0, letters) : shownMoment(clock, moment);
  const share = (moment: number) => (moment - from) / (to - from);
  const most = Math.max(...volume, 1);
  const step = WIDTH / volume.length;
  const band = (name: string, a: number, b: number) => (
    <rect
      className={name}
      x={WIDTH * share(a)}
      y={0}
      width={Math.max(WIDTH * (share(b) - share(a)), 0)}
      height={HEIGHT}
    />
  );
  return (
    <figure className="bench-line">
      <div className="bench-line-frame" ref={frame}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {band("older", edges[0], edges[1])}
          {band("newer", edges[2], edges[3])}
          {volume.map((rows, part) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a part of the line is its place.
              key={part}
              className="volume"
              x={part * step + 0.5}
              width={Math.max(step - 1, 0.5)}
              y={HEIGHT - (rows / most) * (HEIGHT - 4)}
              height={(rows / most) * (HEIGHT - 4)}
            />
          ))}
        </svg>
        {EDGES.map((name, edge) => (
          <span
            key={name}
            role="slider"
            tabIndex={0}
            className={edge < 2 ? "edge training" : "edge production"}
            data-edge={name}
            aria-label={text.edges[name]}
            aria-valuemin={from}
            aria-valuemax={to}
            aria-valuenow={edges[edge]}
            aria-valuetext={shownMoment(clock, edges[edge]!)}
            style={{ insetInlineStart: `${100 * share(edges[edge]!)}%` }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag(edge)}
            onPointerUp={settle}
            onKeyDown={key(edge)}
            onKeyUp={settle}
            onBlur={settle}
          />
        ))}
      </div>
      <figcaption className="label">
        <span className="key training">
          {text.older}: {shown(edges[0])} to {shown(edges[1])}
        </span>
        <span className="key production">
          {text.newer}: {shown(edges[2])} to {shown(edges[3])}
        </span>
      </figcaption>
    </figure>
  );
}
