import { fixed, thin } from "../format.ts";
import type { LiveState } from "./live.ts";
import { percent, text } from "./text.ts";

type LiveProps = {
  live: LiveState | null;
  storedSeeds: number;
  strength: number;
  seeds: number;
  onStart(): void;
  onCancel(): void;
  onClear(): void;
  onCsv(): void;
};

/** What the picture rests on, and the way to compute it anew. It keeps its place in every state. */
export function Live({ live, storedSeeds, strength, seeds, onStart, onCancel, onClear, onCsv }: LiveProps) {
  const running = live?.status === "running";
  return (
    <div className="spots-live">
      <p className="spots-state">
        {live ? (
          <span data-live-status={live.status}>{sentenceOf(live, seeds)}</span>
        ) : (
          <span>
            Stored with this page: {storedSeeds} seeds at a strength of {percent(strength)}.
            {seeds > storedSeeds && ` Computed here it goes on to ${seeds}.`}
          </span>
        )}
      </p>
      <div className="spots-buttons">
        <progress aria-label={text.compute} value={live ? live.done / live.total : 0} hidden={!running} />
        {running ? (
          <button type="button" className="button" onClick={onCancel}>
            {text.cancel}
          </button>
        ) : (
          <button type="button" className="button" onClick={onStart}>
            {text.compute}
          </button>
        )}
        {live && !running && (
          <button type="button" className="plain" onClick={onClear}>
            {text.showStored}
          </button>
        )}
        <button type="button" className="plain" onClick={onCsv} aria-label="Save the numbers as CSV">
          {text.csv}
        </button>
      </div>
    </div>
  );
}

function sentenceOf({ status, seeds, done, total, equal, unequal, error }: LiveState, asked: number): string {
  const number = (value: number) => fixed(value, 0);
  const checked =
    unequal > 0
      ? ` ${number(unequal)} differ from the stored ones.`
      : equal > 0
        ? ` ${number(equal)} are stored too, and every one is the same.`
        : "";
  const verdicts = `${number(done)} of ${number(total)} verdicts (${Math.floor((100 * done) / total)}${thin}%), ${seeds} of ${asked} seeds whole.`;
  if (status === "failed") return `It failed after ${number(done)} verdicts: ${error}`;
  const head = { running: "Computing here:", stopped: "Stopped at", done: "Computed here:" }[status];
  return `${head} ${verdicts}${checked}`;
}
