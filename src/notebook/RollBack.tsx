import { type KeyboardEvent, type PointerEvent, useId, useRef } from "react";
import { FIRST_DAY, LAST_DAY, sidesOf } from "../chapters/retraining/scale.ts";
import { lookUp, useChapter } from "./context.ts";
import { Figure } from "./Figure.tsx";
import { useWidth } from "./size.ts";
import { afterKey, type NumberSpec } from "./slide.ts";
import { unspoken } from "./spoken.ts";

const [VERSION, DAY] = ["rollTo", "rollFrom"] as const;
/** Half of the handle's grip, in pixels. */
const GRIP = 46;
const words = {
  back: "Roll back to",
  none: "none",
  version: (n: number) => `version ${n}`,
  day: (day: number) => `day ${day}`,
  handle: "Day of the roll-back",
};

/** The time line of versions, with a version to go back to and the day from which it decides again: a handle on the picture's own scale. */
export default function RollBack() {
  const scope = useChapter();
  const { chapter, params, setParam, live } = scope;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const group = useId();
  const lines = lookUp(scope, "timeLine.lines") as readonly unknown[] | undefined;
  const chosen = Number(params[VERSION]);
  const count = Math.max(lines?.length ?? 1, chosen);
  return (
    <div className="roll-back" ref={box}>
      <fieldset className="roll-versions" disabled={live.fixed}>
        <legend>{words.back}</legend>
        {Array.from({ length: count + 1 }, (_, version) => (
          // The versions have no other name than their number.
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is the name
          <label key={version}>
            <input
              type="radio"
              name={group}
              checked={chosen === version}
              onChange={() => setParam(VERSION, version)}
              aria-label={version === 0 ? words.none : words.version(version)}
            />
            <span aria-hidden="true">{version === 0 ? words.none : version}</span>
          </label>
        ))}
      </fieldset>
      {width > 0 && (
        <Handle
          width={width}
          day={Number(params[DAY])}
          spec={chapter.params[DAY] as NumberSpec}
          isOn={chosen > 0}
          locked={live.fixed}
          onDay={(day) => setParam(DAY, day)}
        />
      )}
      <Figure id="versions" />
    </div>
  );
}

type HandleProps = {
  width: number;
  day: number;
  spec: NumberSpec;
  isOn: boolean;
  locked: boolean;
  onDay(day: number): void;
};

function Handle({ width, day, spec, isOn, locked, onDay }: HandleProps) {
  const { left, right } = sidesOf(width);
  const room = width - left - right;
  const at = left + ((day - FIRST_DAY) / (LAST_DAY - FIRST_DAY)) * room;
  const grip = Math.min(width - GRIP, Math.max(GRIP, at));
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const asked = Math.round(FIRST_DAY + ((x - left) / room) * (LAST_DAY - FIRST_DAY));
    onDay(Math.min(spec.max, Math.max(spec.min, asked)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : afterKey(spec, day, event.key);
    if (next === null || locked) return;
    event.preventDefault();
    onDay(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      className="plot face roll-strip"
      width={width}
      height={38}
      viewBox={`0 0 ${width} 38`}
      role="group"
      aria-label={words.handle}
      data-on={isOn}
      onPointerDown={(event) => {
        if (locked || event.button > 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.querySelector<SVGGElement>(".now")?.focus({ preventScroll: true });
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      <line {...unspoken} className="axis" x1={left} x2={left + room} y1={19} y2={19} />
      <g
        className="now"
        role="slider"
        tabIndex={locked ? -1 : 0}
        aria-label={words.handle}
        aria-valuemin={spec.min}
        aria-valuemax={spec.max}
        aria-valuenow={day}
        aria-valuetext={words.day(day)}
        aria-disabled={locked}
        onKeyDown={onKeyDown}
      >
        <rect className="now-reach" x={grip - GRIP - 6} y={0} width={2 * GRIP + 12} height={38} />
        <line className="now-line" x1={at} x2={at} y1={30} y2={38} />
        <rect className="now-grip" x={grip - GRIP} y={5} width={2 * GRIP} height={28} rx={14} />
        <text x={grip} y={19} dy="0.33em" textAnchor="middle">
          ◂ {words.day(day)} ▸
        </text>
      </g>
    </svg>
  );
}
