import type { RefObject } from "react";
import { type CheckId, checkOf } from "../../incident/check-list.ts";
import type { Briefing, Reading } from "../../incident/contracts.ts";
import { clockAt, minutesOf, type Play } from "../../incident/play.ts";
import { typeset } from "../../notebook/format.ts";
import { words } from "../../text/words.ts";
import { PlaceLink } from "../Contents.tsx";
import { ChartFigure } from "./ChartFigure.tsx";
import { text } from "./text.ts";

type Props = {
  play: Play;
  readings: Readonly<Partial<Record<CheckId, Reading>>>;
  briefing: Briefing;
  newest: RefObject<HTMLElement | null>;
  onBack(): void;
};

/** What was looked at, with the clock, in order. */
export function NightLog({ play, readings, briefing, newest, onBack }: Props) {
  const last = play.checks.findLast((id) => readings[id] !== undefined);
  return (
    <section aria-labelledby="incident-log" className="incident-wide">
      <h2 id="incident-log">{text.log}</h2>
      {play.checks.length === 0 && <p className="quiet">{text.logEmpty}</p>}
      <ol className="incident-log">
        {play.checks.map((id, i) => {
          const reading = readings[id];
          const clock = clockAt(minutesOf(play.checks.slice(0, i + 1)));
          if (!reading) return null;
          return (
            <li key={id}>
              <article
                ref={id === last ? newest : undefined}
                tabIndex={-1}
                aria-label={`${clock}, ${checkOf(id).name}`}
              >
                <p className="incident-entry-head label">
                  <span className="incident-entry-clock">{clock}</span>
                  <strong>{checkOf(id).name}</strong>
                  <Verdict verdict={reading.verdict} />
                </p>
                <p className="incident-says">{typeset(reading.sentence)}</p>
                {reading.chart && (
                  <ChartFigure
                    name={`${briefing.code}-${id}`}
                    chart={reading.chart}
                    productionAt={briefing.productionAt}
                  />
                )}
                {reading.said.length > 0 && <SaidBy said={reading.said} />}
                {id === last && play.commitment === null && (
                  <button type="button" className="plain" onClick={onBack}>
                    {text.back}
                  </button>
                )}
              </article>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** ▲ rings, ○ silent, ? cannot tell. */
export function Verdict({ verdict }: { verdict: Reading["verdict"] }) {
  return (
    <span className={`verdict ${verdict}`}>
      <span aria-hidden="true">{{ rings: "▲", silent: "○", "cannot-tell": "?" }[verdict]}</span>{" "}
      {words.verdicts[verdict]}
    </span>
  );
}

function SaidBy({ said }: { said: Reading["said"] }) {
  return (
    <details className="fold">
      <summary>{text.detectors}</summary>
      <ul className="incident-said label">
        {said.map((one) => (
          <li key={one.detector}>
            <PlaceLink to={{ kind: "page", id: "detectors", item: one.detector }}>{one.name}</PlaceLink>{" "}
            <Verdict verdict={one.verdict} />
            <br />
            {typeset(one.sentence)}
          </li>
        ))}
      </ul>
    </details>
  );
}
