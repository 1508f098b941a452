import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { spread } from "../chapters/shared/spread.ts";
import type { TwoClocksCase } from "../core/contracts.ts";
import { words } from "../text/words.ts";
import { atThisMoment, type Layout, travelled } from "./clocks.ts";
import { timeOfDay } from "./format.ts";
import { unspoken } from "./spoken.ts";

type FaceProps = {
  day: TwoClocksCase;
  layout: Layout;
  now: number;
  onNow(moment: number): void;
  title: string;
};

const minute = 60_000;

/** Both clocks of a day, the arcs by which numbers travelled back, and the handle of "now". */
export function ClockFace({ day, layout, now, onNow, title }: FaceProps) {
  const { upright, width, height, start, end, happened, known, point, along } = layout;
  const svg = useRef<SVGSVGElement>(null);
  const hours = Array.from({ length: upright ? 9 : 9 }, (_, i) => i * 3);
  const hour = (h: number) => start + ((end - start) * h) / 24;

  const move = (moment: number) => {
    const step = 5 * minute;
    const snapped = day.dayStart + Math.round((moment - day.dayStart) / step) * step;
    onNow(Math.min(day.dayEnd, Math.max(day.dayStart, snapped)));
  };
  const toPointer = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const at = upright ? event.clientY - box.top : event.clientX - box.left;
    move(day.dayStart + ((at - start) / (end - start)) * (day.dayEnd - day.dayStart));
  };
  const onKey = (event: KeyboardEvent) => {
    const forward = event.key === "ArrowRight" || event.key === (upright ? "ArrowDown" : "ArrowUp");
    const back = event.key === "ArrowLeft" || event.key === (upright ? "ArrowUp" : "ArrowDown");
    if (forward || back) move(now + (forward ? 1 : -1) * 5 * minute);
    else if (event.key === "PageUp" || event.key === "PageDown")
      move(now + (event.key === "PageUp" ? 1 : -1) * 60 * minute);
    else if (event.key === "Home") move(day.dayStart);
    else if (event.key === "End") move(day.dayEnd);
    else return;
    event.preventDefault();
  };

  const line = (a1: number, c1: number, a2: number, c2: number, className: string, key?: string) => {
    const [x1, y1] = point(a1, c1);
    const [x2, y2] = point(a2, c2);
    return <line key={key} className={className} x1={x1} y1={y1} x2={x2} y2={y2} />;
  };
  const area = (a1: number, a2: number, c1: number, c2: number, className: string) => {
    const [x, y] = point(a1, c1);
    const size = upright ? { width: c2 - c1, height: a2 - a1 } : { width: a2 - a1, height: c2 - c1 };
    return <rect className={className} x={x} y={y} {...size} />;
  };

  const paid = day.payments.map((payment) => along(payment.eventAt));
  const paidLabels = spread(paid, upright ? 17 : 46, start - 8, end + 8);
  const writings = [
    ...day.reports.map((report) => ({ at: report.reportedAt, text: words.report, kind: "report" as const })),
    { at: day.batchAt, text: words.batch, kind: "batch" as const },
  ];
  const written = writings.map((one) => along(one.at));
  const writtenLabels = spread(
    written,
    upright ? 17 : 96,
    upright ? start : start + 40,
    upright ? end : end - 34,
  );
  const nowAt = along(now);
  const foot = upright ? width : 184;
  const [nowX, nowY] = point(nowAt, upright ? 0 : 20);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      ref={svg}
      className="plot face"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={title}
      data-upright={upright}
      onPointerDown={(event) => {
        if (upright && !(event.target as Element).closest(".now")) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        toPointer(event);
        event.currentTarget.querySelector<SVGGElement>(".now")?.focus({ preventScroll: true });
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) toPointer(event);
      }}
    >
      <g {...unspoken}>
        {area(nowAt, end, upright ? 44 : 44, foot, "later")}
        {area(nowAt, end, known - 13, known + 13, "unknown")}
        {hours.map((h) => {
          const [x, y] = upright ? [0, hour(h)] : [hour(h), 204];
          return (
            <g key={h}>
              {line(hour(h), happened - 3, hour(h), happened + 3, "tick-line")}
              {line(hour(h), known - 3, hour(h), known + 3, "tick-line")}
              <text
                x={x}
                y={y}
                dy={upright ? "0.32em" : 0}
                className="tick"
                textAnchor={upright ? "start" : "middle"}
              >
                {String(h).padStart(2, "0")}:00
              </text>
            </g>
          );
        })}
        {line(start, happened, end, happened, "axis")}
        {line(start, known, end, known, "axis")}
        {upright ? (
          <>
            <text x={happened} y={24} className="axis-name" textAnchor="middle">
              happened
            </text>
            <text x={known} y={24} className="axis-name" textAnchor="middle">
              known
            </text>
          </>
        ) : (
          <>
            <text x={0} y={happened} dy="0.32em" className="axis-name">
              happened
            </text>
            <text x={0} y={known} dy="0.32em" className="axis-name">
              known
            </text>
          </>
        )}

        {day.reports.map((report) => {
          const payment = day.payments.find((one) => one.id === report.payment);
          return payment
            ? line(along(payment.eventAt), happened, along(report.reportedAt), known, "delay", report.payment)
            : null;
        })}
        {day.payments.filter(travelled).map((payment) => (
          <Arc
            key={payment.id}
            layout={layout}
            from={along(Math.min(payment.trained.knownAt, day.dayEnd))}
            to={along(payment.eventAt)}
          />
        ))}

        {writings.map((one, i) => {
          const [x, y] = point(written[i]!, known);
          const open = one.at > now;
          const [tx, ty] = upright ? [known + 20, writtenLabels[i]!] : [writtenLabels[i]!, known + 26];
          return (
            <g key={`${one.kind} ${one.at}`} className={`fact ${one.kind}`} data-open={open}>
              {upright && Math.abs(ty - y) > 2 && (
                <path className="leader" d={`M${x + 7},${y}L${tx - 3},${ty}`} />
              )}
              <rect x={x - 5} y={y - 5} width="10" height="10" />
              <text x={tx} y={ty} dy={upright ? "0.32em" : 0} textAnchor={upright ? "start" : "middle"}>
                {timeOfDay(one.at)} {one.text}
              </text>
            </g>
          );
        })}
        {day.payments.map((payment, i) => {
          const [x, y] = point(paid[i]!, happened);
          const [tx, ty] = upright ? [happened - 18, paidLabels[i]!] : [paidLabels[i]!, happened - 16];
          return (
            <g
              key={payment.id}
              className={payment.isFraud ? "fact fraud" : "fact payment"}
              data-open={payment.eventAt > now}
            >
              {upright && Math.abs(ty - y) > 2 && (
                <path className="leader" d={`M${x - 7},${y}L${tx + 3},${ty}`} />
              )}
              {!upright && Math.abs(tx - x) > 6 && (
                <path className="leader" d={`M${x},${y - 7}L${tx},${ty + 3}`} />
              )}
              {payment.isFraud ? (
                <rect x={x - 5} y={y - 5} width="10" height="10" />
              ) : (
                <circle cx={x} cy={y} r="5.5" />
              )}
              <text x={tx} y={ty} dy={upright ? "0.32em" : 0} textAnchor={upright ? "end" : "middle"}>
                {timeOfDay(payment.eventAt)}
              </text>
            </g>
          );
        })}
      </g>
      <g
        className="now"
        role="slider"
        tabIndex={0}
        aria-label={words.now}
        aria-orientation={upright ? "vertical" : "horizontal"}
        aria-valuemin={0}
        aria-valuemax={Math.round((day.dayEnd - day.dayStart) / minute)}
        aria-valuenow={Math.round((now - day.dayStart) / minute)}
        aria-valuetext={`${timeOfDay(now)}. ${atThisMoment(day, now)}`}
        onKeyDown={onKey}
      >
        {upright ? (
          <>
            <rect className="now-reach" x={0} y={nowY - 22} width={width} height={44} />
            <line className="now-line" x1={34} y1={nowY} x2={width} y2={nowY} />
            <rect className="now-grip" x={width - 92} y={nowY - 14} width={92} height={28} rx={14} />
            <text x={width - 46} y={nowY} dy="0.33em" textAnchor="middle">
              ▴ {words.now} {timeOfDay(now)} ▾
            </text>
          </>
        ) : (
          <>
            <rect className="now-reach" x={nowX - 24} y={0} width={48} height={186} />
            <line className="now-line" x1={nowX} y1={32} x2={nowX} y2={184} />
            <g transform={`translate(${Math.min(width - 56, Math.max(56, nowX))},0)`}>
              <rect className="now-grip" x={-56} y={4} width={112} height={28} rx={14} />
              <text x={0} y={18} dy="0.33em" textAnchor="middle">
                ◂ {words.now} {timeOfDay(now)} ▸
              </text>
            </g>
          </>
        )}
      </g>
    </svg>
  );
}

/** From where a number became known back to the row that holds it: an arc with its head at the row. */
function Arc({ layout, from, to }: { layout: Layout; from: number; to: number }) {
  const { happened, known, point } = layout;
  const gap = known - happened;
  const reach = from - to;
  const [x1, y1] = point(from, known - 8);
  const [cx1, cy1] = point(from - reach * 0.06, happened + gap * 0.28);
  const [cx2, cy2] = point(to + reach * 0.3, happened + gap * 0.52);
  const [x2, y2] = point(to + 3, happened + 9);
  const angle = (Math.atan2(y2 - cy2, x2 - cx2) * 180) / Math.PI;
  return (
    <g className="arc">
      <path d={`M${x1},${y1}C${cx1},${cy1} ${cx2},${cy2} ${x2},${y2}`} />
      <polygon points="0,0 -8,-4 -8,4" transform={`translate(${x2},${y2}) rotate(${angle})`} />
    </g>
  );
}
