import { words } from "../text/words.ts";
import { type As, formatValue } from "./format.ts";

type GuessProps = {
  guess: number | null;
  onGuess(value: number): void;
  done: boolean;
  truth: number;
  stale: boolean;
  known: number | null;
  knownLabel: string;
  truthLabel: string;
  min: number;
  max: number;
  step: number;
  as: As;
  labelledBy: string;
};

/** A guess on a scale; once it is locked the truth is laid on the same scale. */
export function GuessNumber(props: GuessProps) {
  const { guess, onGuess, done, truth, known, min, max, step, as, labelledBy } = props;
  const at = (value: number) => `${(100 * (Math.min(max, Math.max(min, value)) - min)) / (max - min)}%`;
  const say = (value: number) => formatValue(value, as);
  const gap = guess !== null && done ? ([Math.min(guess, truth), Math.max(guess, truth)] as const) : null;
  return (
    <div className="guess" data-stale={props.stale}>
      <div className="guess-row">
        {known !== null && Number.isFinite(known) && (
          <Mark at={at(known)} kind="known" label={`${props.knownLabel} ${say(known)}`} />
        )}
        {guess !== null && done && (
          <Mark at={at(guess)} kind="mine" label={`${words.yourAnswer} ${say(guess)}`} high />
        )}
        {done && <Mark at={at(truth)} kind="truth" label={`${props.truthLabel} ${say(truth)}`} low />}
        {gap && (
          <span className="guess-gap" style={{ left: at(gap[0]), right: `calc(100% - ${at(gap[1])})` }} />
        )}
        {!done && guess !== null && (
          <output className="guess-label high" style={{ left: at(guess) }} aria-hidden="true">
            {say(guess)}
          </output>
        )}
        {!done && (
          <input
            type="range"
            min={min}
            max={max}
            step={step}
            value={guess ?? (min + max) / 2}
            data-untouched={guess === null}
            aria-labelledby={labelledBy}
            aria-valuetext={guess === null ? "no answer yet" : say(guess)}
            onChange={(event) => onGuess(Number(event.target.value))}
            onPointerUp={(event) => onGuess(Number(event.currentTarget.value))}
          />
        )}
        <span className="guess-scale" aria-hidden="true" />
      </div>
      <div className="guess-ends" aria-hidden="true">
        <span>{say(min)}</span>
        <span>{say((min + max) / 2)}</span>
        <span>{say(max)}</span>
      </div>
    </div>
  );
}

type MarkProps = {
  at: string;
  kind: "known" | "mine" | "truth";
  label: string;
  high?: boolean;
  low?: boolean;
};

/** A mark and its words. Words near an end lean inwards. */
function Mark({ at, kind, label, high = false, low = false }: MarkProps) {
  const share = Number.parseFloat(at);
  const lean = share < 18 ? "start" : share > 82 ? "end" : "middle";
  return (
    <>
      <span className={`guess-mark ${kind}`} style={{ left: at }} aria-hidden="true" />
      <span
        className={`guess-label ${kind} ${high ? "high" : low ? "low" : "higher"}`}
        data-lean={lean}
        style={{ left: at }}
      >
        {label}
      </span>
    </>
  );
}
