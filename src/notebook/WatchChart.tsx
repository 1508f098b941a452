import type { PointerEvent } from "react";
import type { Panel } from "../chapters/watching/panels.ts";
import { unspoken } from "./spoken.ts";
import { ThresholdHandle } from "./ThresholdHandle.tsx";
import { Ends, type RowProps, WatchRow } from "./WatchRow.tsx";

type ChartProps = Omit<RowProps, "panel" | "row"> & {
  panels: readonly Panel[];
  /** The day on which the failure begins, where it may be seen; null where it may not, or has not begun. */
  failedAt: number | null;
  isLocked(line: string): boolean;
  /** Absent where the lines stand still. */
  onLine?: (line: string, value: number) => void;
  onDay(day: number): void;
  title: string;
};

/** The dashboard: rows of small pictures over one axis of days, and today's rule through all of them. */
export function WatchChart(props: ChartProps) {
  const { panels, layout, today, wait, failedAt, onDay, title } = props;
  const { width, height, left, right, top, bottom, x, narrow } = layout;
  const labelled = panels.filter((panel) => panel.labelled).length;
  const hatchFoot = layout.rowTop(labelled - 1) + layout.rowHeight(labelled - 1);
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    onDay(layout.dayAt(at));
  };
  const step = narrow ? 14 : 7;
  const isLate = failedAt !== null && x(failedAt) > (left + right) / 2;
  const ticks = Array.from({ length: Math.ceil(layout.days / step) }, (_, i) => i * step);
  const grip = Math.min(right - 34, Math.max(left + 34, x(today)));

  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      className="plot watch"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={title}
      onPointerDown={(event) => {
        const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
        if (event.button > 0 || at < left - 12 || at > right + 12) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
    >
      <g {...unspoken}>
        <rect
          className="watch-later"
          x={x(today)}
          y={top - 6}
          width={Math.max(0, right - x(today))}
          height={bottom - top + 12}
        />
        <rect
          className="watch-unknown"
          x={x(Math.max(0, today - wait))}
          y={top - 6}
          width={x(today) - x(Math.max(0, today - wait))}
          height={hatchFoot - top + 12}
        />
        {ticks.map((day) => (
          <text key={day} className="watch-tick" x={x(day)} y={bottom + 20} textAnchor="middle">
            {day}
          </text>
        ))}
        <text
          className="watch-tick"
          x={isLate ? left : right}
          y={bottom + 38}
          textAnchor={isLate ? "start" : "end"}
        >
          {narrow ? "day" : "day of production"}
        </text>
        {failedAt !== null && (
          <g className="watch-failed">
            <line x1={x(failedAt)} x2={x(failedAt)} y1={top - 6} y2={bottom + 8} />
            <text x={x(failedAt)} y={bottom + 38} dx={isLate ? 3 : -3} textAnchor={isLate ? "end" : "start"}>
              failure begins
            </text>
          </g>
        )}
        {panels.map((panel, row) => (
          <WatchRow key={panel.id} panel={panel} row={row} {...props} />
        ))}
        <g className="watch-today">
          <line x1={x(today)} x2={x(today)} y1={narrow ? 26 : 24} y2={bottom + 6} />
          <rect x={grip - 34} y={2} width={68} height={24} rx={12} />
          <text x={grip} y={14} dy="0.34em" textAnchor="middle">
            day {today}
          </text>
        </g>
      </g>
      {props.onLine &&
        panels.map((panel, row) => {
          const spec = props.specOf(panel.line);
          const value = props.lineOf(panel.line);
          const side = panel.id === "drift" || panel.id === "latency" ? "above" : "below";
          return (
            <ThresholdHandle
              key={panel.id}
              label={`${panel.name}: the line of its alarm`}
              spec={spec}
              value={value}
              text={panel.format(value)}
              spoken={`rings ${side} ${panel.format(value)}`}
              x1={left}
              x2={right}
              top={layout.rowTop(row)}
              height={layout.rowHeight(row)}
              gripWidth={layout.gripWidth}
              isRinging={panel.rang[today] === true}
              locked={props.isLocked(panel.line)}
              onValue={(next) => props.onLine!(panel.line, next)}
            />
          );
        })}
      {/* Over the lines of the alarms, which would run through the words. */}
      <g {...unspoken} className="watch-over">
        {panels.map((panel, row) => (
          <Ends key={panel.id} panel={panel} row={row} {...props} />
        ))}
      </g>
    </svg>
  );
}
