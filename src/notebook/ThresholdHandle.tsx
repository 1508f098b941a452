import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { afterKey, fromPlace, type NumberSpec, places, toPlace } from "./slide.ts";

type HandleProps = {
  /** What the line is of, for the ear. */
  label: string;
  spec: NumberSpec;
  value: number;
  /** The value on the grip, and for the ear. */
  text: string;
  spoken: string;
  /** The stretch of the picture over which the line runs; the grip stands at its right end. */
  x1: number;
  x2: number;
  /** The strip of the picture that the parameter's range fills. */
  top: number;
  height: number;
  gripWidth: number;
  isRinging: boolean;
  locked: boolean;
  onValue(value: number): void;
};

/** A threshold as a line on the picture, with a grip to drag it by, up and down: by pointer, by touch, or by keys. */
export function ThresholdHandle(props: HandleProps) {
  const { label, spec, value, text, spoken, x1, x2, top, height, gripWidth, isRinging, locked, onValue } =
    props;
  const group = useRef<SVGGElement>(null);
  const y = top + height * (1 - toPlace(spec, value) / places);
  const gripY = Math.min(top + height - 6, Math.max(top + 6, y));

  const follow = (event: PointerEvent) => {
    const svg = group.current!.ownerSVGElement!;
    const share = 1 - (event.clientY - svg.getBoundingClientRect().top - top) / height;
    onValue(fromPlace(spec, places * Math.min(1, Math.max(0, share))));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : afterKey(spec, value, event.key);
    if (next === null || locked) return;
    event.preventDefault();
    onValue(next);
  };
  const drag = {
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      if (locked || event.button > 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      group.current?.focus({ preventScroll: true });
      follow(event);
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
    },
  };
  return (
    <g
      ref={group}
      className="threshold"
      role="slider"
      tabIndex={locked ? -1 : 0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={spec.min}
      aria-valuemax={spec.max}
      aria-valuenow={value}
      aria-valuetext={spoken}
      aria-disabled={locked}
      data-line={label}
      data-ringing={isRinging}
      onKeyDown={onKeyDown}
    >
      <line className="threshold-line" x1={x1} x2={x2} y1={y} y2={y} />
      {/* A mouse takes the line itself anywhere; a thumb takes the grip, so that a swipe over the picture still scrolls the page. */}
      <rect className="threshold-reach" x={x1} y={y - 6} width={x2 - x1} height={12} {...drag} />
      <g className="threshold-hold" {...drag}>
        <rect className="threshold-touch" x={x2 - 4} y={gripY - 22} width={gripWidth + 8} height={44} />
        <path className="threshold-tie" d={`M${x2},${y}L${x2 + 4},${gripY}`} />
        <rect
          className="threshold-grip"
          x={x2 + 4}
          y={gripY - 11}
          width={gripWidth - 4}
          height={22}
          rx={11}
        />
        <text x={x2 + 4 + (gripWidth - 4) / 2} y={gripY} dy="0.34em" textAnchor="middle">
          {text}
        </text>
      </g>
    </g>
  );
}
