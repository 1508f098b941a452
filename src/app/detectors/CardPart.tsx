import { useMemo } from "react";
import type { Detector } from "../../core/contracts.ts";
import { beatsDummy, type Entry } from "../../core/report-card/card.ts";
import { promiseOf } from "../../core/report-card/promise.ts";
import { ChapterProvider } from "../../notebook/context.ts";
import { Figure } from "../../notebook/Figure.tsx";
import { type CaseCells, caseCells, healthyCells, reportCard } from "./card.ts";
import { cardFigure, strengthText } from "./card-figure.ts";
import { Scroller } from "./Scroller.tsx";
import { scopeOf } from "./scope.ts";
import { settings, share, text } from "./text.ts";

/** How often a detector rings: where nothing is wrong, and for each thing that goes wrong at three strengths. */
export function CardPart({ detector, entry }: { detector: Detector; entry: Entry }) {
  const promised = promiseOf(detector);
  const scope = useMemo(
    () =>
      scopeOf(detector, {
        figures: { card: cardFigure(detector.name, entry, promiseOf(detector)) as never },
        result: { card: entry },
      }),
    [detector, entry],
  );
  const pairs = reportCard.pairs.toLocaleString("en-GB");
  return (
    <section aria-labelledby="detector-rings">
      <h2 id="detector-rings">{text.rings}</h2>
      {healthyCells(entry).map(({ setting, rate, count }) => (
        <p key={setting}>
          With nothing wrong, in {rate.pairs.toLocaleString("en-GB")} pairs of {settings[setting].where}:{" "}
          <strong>{share(rate.rate)}</strong> ({share(rate.interval[0])} to {share(rate.interval[1])}).{" "}
          {setting === "independent" && (
            <>
              {promised.kind === "level" ? "Its level is" : "It may ring in at most"} {share(promised.rate)}.{" "}
            </>
          )}
          {detector.family === "streams" && (
            <>
              Its machine alone, without asking whether replays of the older rows ring as often, gives an
              alarm in {share((rate.rings + (count.bare ?? 0)) / rate.pairs)}.{" "}
            </>
          )}
          <span className="quiet">{settings[setting].what}</span>
        </p>
      ))}
      <ChapterProvider value={scope}>
        <Figure id="card" />
      </ChapterProvider>
      <p className="label quiet">
        Open circles: nothing wrong, with what it promises as a green tick. Filled circles: three strengths,
        the largest the strongest, with 95 % intervals; there the tick is a dummy that looks at nothing and
        rings as often as this detector does on the same columns where nothing is wrong. {pairs} healthy
        pairs, {reportCard.pairsPerStrength} for each strength.
      </p>
      <Cases entry={entry} />
      <p className="label quiet">○ no better than the dummy, as far as so many pairs can tell.</p>
    </section>
  );
}

function Cases({ entry }: { entry: Entry }) {
  const cases = caseCells(entry);
  if (cases.length === 0) return null;
  return (
    <Scroller label="Share of pairs in which it rings, by strength">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">what goes wrong</th>
            <th scope="col">nothing wrong</th>
            <th scope="col">weak</th>
            <th scope="col">middling</th>
            <th scope="col">strong</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ one, none, cells }) => (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              <td>{share(none.rate.rate)}</td>
              {cells.map((cell) => (
                <Power key={cell.count.strength} one={one} none={none} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

type PowerProps = { one: CaseCells["one"]; none: CaseCells["none"]; cell: CaseCells["none"] };

function Power({ one, none, cell }: PowerProps) {
  const better = beatsDummy(cell.count, none.count);
  return (
    <td>
      <span className={better ? "detector-power" : "quiet"}>
        {share(cell.rate.rate)}
        {!better && (
          <>
            {" "}
            <span aria-hidden="true">○</span>
            <span className="spoken-only">no better than a dummy</span>
          </>
        )}
      </span>
      <span className="quiet detector-strength">{strengthText(one.strength.unit, cell.count.strength)}</span>
    </td>
  );
}
