import { spread } from "../chapters/shared/spread.ts";
import type { Panel } from "../chapters/watching/panels.ts";
import type { NumberSpec } from "./slide.ts";
import { endOf, pathOf, stretches, type WatchLayout, yOf } from "./watch-layout.ts";

export type RowProps = {
  panel: Panel;
  row: number;
  layout: WatchLayout;
  today: number;
  /** Days until nine of ten labels are known. */
  wait: number;
  isTrue: boolean;
  specOf(line: string): NumberSpec;
  lineOf(line: string): number;
};

/** One signal: its lines, its threshold, the days that rang. */
export function WatchRow({ panel, row, layout, today, wait, isTrue, specOf, lineOf }: RowProps) {
  const { left, right, x } = layout;
  const spec = specOf(panel.line);
  const y = yOf(layout, row, spec);
  const top = layout.rowTop(row);
  const foot = top + layout.rowHeight(row);
  const isRinging = panel.rang[today] === true;
  const line = lineOf(panel.line);
  const shown = panel.lines.filter((one) => one.id !== "truth" || isTrue);
  return (
    <g className="watch-row" data-signal={panel.id} data-ringing={isRinging}>
      <line className="watch-edge" x1={left} x2={right} y1={top} y2={top} />
      <line className="watch-edge" x1={left} x2={right} y1={foot} y2={foot} />
      <text className="watch-end" x={left + 2} y={top} dy="1.1em">
        {panel.format(spec.max)}
      </text>
      <text className="watch-end" x={left + 2} y={foot} dy="-0.35em">
        {panel.format(spec.min)}
      </text>
      <Name panel={panel} layout={layout} row={row} isTrue={isTrue} isRinging={isRinging} />
      {panel.promised !== null && (
        <g className="watch-promised">
          <line x1={left} x2={x(6)} y1={y(panel.promised)} y2={y(panel.promised)} />
          <circle cx={left + 3} cy={y(panel.promised)} r={3.5} />
        </g>
      )}
      {shown.map((one) => (
        <path key={one.id} className={`watch-path ${one.id}`} d={pathOf(one, x, y)} />
      ))}
      {stretches(panel.estimateRang).map(([first, last]) => (
        <line
          key={`estimate ${first}`}
          className="watch-rang estimate"
          x1={Math.max(left, x(first - 0.5))}
          x2={Math.min(right, x(last + 0.5))}
          y1={y(line) + 4}
          y2={y(line) + 4}
        />
      ))}
      {stretches(panel.rang).map(([first, last]) => (
        <g key={first} className="watch-rang">
          <line
            x1={Math.max(left, x(first - 0.5))}
            x2={Math.min(right, x(last + 0.5))}
            y1={y(line)}
            y2={y(line)}
          />
          <path d={`M${x(first)},${y(line) - 10}l5,8h-10z`} />
        </g>
      ))}
      {row === 0 && <Reading panel={panel} layout={layout} y={y} today={today} wait={wait} />}
    </g>
  );
}

type NameProps = { panel: Panel; layout: WatchLayout; row: number; isTrue: boolean; isRinging: boolean };

/** What the row is of, and what it says today. */
function Name({ panel, layout, row, isTrue, isRinging }: NameProps) {
  const top = layout.rowTop(row);
  const now = panel.format(panel.now);
  const was = isTrue && panel.labelled ? `was ${panel.format(panel.truth)}` : "";
  if (layout.narrow)
    return (
      <text className="watch-name" x={layout.left} y={top - 9}>
        {panel.name}
        <tspan className="watch-now" dx={7}>
          {now}
        </tspan>
        {was && (
          <tspan className="watch-was" dx={7}>
            {was}
          </tspan>
        )}
        {isRinging && (
          <tspan className="watch-rings" dx={7}>
            ▲ rings
          </tspan>
        )}
      </text>
    );
  return (
    <g>
      <text className="watch-name" x={0} y={top + 10}>
        {panel.name}
      </text>
      <text className="watch-unit" x={0} y={top + 25}>
        {panel.unit}
      </text>
      <text className="watch-now" x={0} y={top + 45}>
        {now}
        {was && (
          <tspan className="watch-was" dx={7}>
            {was}
          </tspan>
        )}
      </text>
      {isRinging && (
        <text className="watch-rings" x={0} y={top + 63}>
          ▲ rings
        </text>
      )}
    </g>
  );
}

type ReadingProps = Pick<RowProps, "panel" | "layout" | "today" | "wait"> & { y(value: number): number };

/** How the first row is to be read: what the dots and the hatching are. */
function Reading({ panel, layout, y, today, wait }: ReadingProps) {
  const { x, narrow } = layout;
  const first = panel.lines.find(({ id }) => id === "first")!;
  const known = panel.lines.find(({ id }) => id === "known")!;
  const at = 13;
  const [shown, now] = [first.values[at], known.values[at]];
  const unsettled = narrow ? "unsettled" : "labels still to come";
  return (
    <>
      {shown !== null && shown !== undefined && today - wait > at + 4 && (
        <text
          className="watch-label"
          x={x(at)}
          y={Math.min(y(shown), y(now ?? shown)) - 9}
          textAnchor="middle"
        >
          as first shown
        </text>
      )}
      {today > wait && (
        <text
          className="watch-label unsettled"
          x={x(today) - 5}
          y={layout.rowTop(0) + layout.rowHeight(0) - 7}
          textAnchor="end"
        >
          {unsettled}
        </text>
      )}
    </>
  );
}

/** The names of the lines, where they end; on the other side of today once the days run out. */
export function Ends({ panel, row, layout, today, isTrue, specOf }: RowProps) {
  const { x, right, left, narrow } = layout;
  const spec = specOf(panel.line);
  const y = yOf(layout, row, spec);
  const [top, height] = [layout.rowTop(row), layout.rowHeight(row)];
  const isRoomy = right - x(today) > 84;
  if (!isRoomy && x(today) - left < 120) return null;
  const ends = panel.lines.flatMap((line) => {
    const isShown = line.id !== "first" && line.label !== "" && (line.id !== "truth" || isTrue);
    const end = isShown ? endOf(line) : null;
    if (!end || today - end.day >= 10) return [];
    // A value beyond the row is drawn on its edge, and says so.
    const beyond = end.value > spec.max ? " ↑" : end.value < spec.min ? " ↓" : "";
    return [{ ...line, label: `${line.label}${beyond}`, at: y(end.value) }];
  });
  const size = narrow ? 12 : 13;
  const places = spread(
    ends.map(({ at }) => at),
    size,
    top + 4,
    top + height - 4,
  );
  const known = ends.find(({ id }) => id === "known");
  return (
    <>
      {ends.map((end, i) => (
        <text
          key={end.id}
          className={`watch-label ${end.id}`}
          x={x(today) + (isRoomy ? 9 : -9)}
          y={places[i]}
          dy="0.33em"
          textAnchor={isRoomy ? "start" : "end"}
        >
          {end.label}
        </text>
      ))}
      {known && <path className="watch-point" d={`M${x(today)},${known.at - 5}l5,5l-5,5l-5,-5z`} />}
    </>
  );
}
