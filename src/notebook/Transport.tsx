import { useId } from "react";

type TransportProps = {
  day: number;
  last: number;
  playing: boolean;
  perSecond: number;
  /** The day in words, for the ear. */
  says: string;
  onPlay(): void;
  onDay(day: number): void;
  onSpeed(perSecond: number): void;
  /** The switch for what was so; null where it may not be seen. */
  truth: { shown: boolean; show(shown: boolean): void } | null;
};

const speeds = [1, 2, 4, 8];

/** Play, pause, step, scrub, speed: all of them the browser's own controls. */
export function Transport({
  day,
  last,
  playing,
  perSecond,
  says,
  onPlay,
  onDay,
  onSpeed,
  truth,
}: TransportProps) {
  const id = useId();
  const go = (next: number) => onDay(Math.min(last, Math.max(0, next)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a box
    <div className="transport" role="group" aria-label="The days">
      <span className="transport-keys">
        <button
          type="button"
          className="button"
          aria-label="One day back"
          disabled={day <= 0}
          onClick={() => go(day - 1)}
        >
          ◂
        </button>
        <button type="button" className="button strong transport-play" onClick={onPlay}>
          {playing ? "Pause" : "Play"}
        </button>
        <button
          type="button"
          className="button"
          aria-label="One day on"
          disabled={day >= last}
          onClick={() => go(day + 1)}
        >
          ▸
        </button>
      </span>
      <span className="transport-day">
        <label htmlFor={`${id}-day`}>Day</label>
        <input
          id={`${id}-day`}
          className="transport-scrub"
          type="range"
          min={0}
          max={last}
          step={1}
          value={day}
          aria-valuetext={playing ? `day ${day}` : says}
          onChange={(event) => go(Number(event.target.value))}
        />
        <output htmlFor={`${id}-day`} className="transport-number">
          {day}
        </output>
      </span>
      <label className="transport-speed">
        <span>Days a second</span>
        <select value={perSecond} onChange={(event) => onSpeed(Number(event.target.value))}>
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {speed}
            </option>
          ))}
        </select>
      </label>
      {truth && (
        <label className="option transport-truth">
          <input
            type="checkbox"
            role="switch"
            aria-checked={truth.shown}
            data-control="truth"
            checked={truth.shown}
            onChange={(event) => truth.show(event.target.checked)}
          />
          <span>Show what was true</span>
        </label>
      )}
    </div>
  );
}
