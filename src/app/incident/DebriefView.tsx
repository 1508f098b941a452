import { type RefObject, useEffect, useMemo } from "react";
import { listed } from "../../chapters/contents.ts";
import type { Briefing, Debrief } from "../../incident/contracts.ts";
import { dateOf } from "../../incident/moments.ts";
import { clockAt, minutesOf, type Play } from "../../incident/play.ts";
import { typeset } from "../../notebook/format.ts";
import { PlaceLink } from "../Contents.tsx";
import { Scroller } from "../detectors/Scroller.tsx";
import { LooseFigure } from "./ChartFigure.tsx";
import { moneyFigure, waysFigure } from "./debrief-figures.ts";
import { keepOutcome } from "./kept.ts";
import { Verdict } from "./NightLog.tsx";
import { Onward } from "./Onward.tsx";
import { SaveResults } from "./SaveResults.tsx";
import { text } from "./text.ts";

const DAY = 86_400_000;

type Props = {
  code: string;
  set: readonly string[];
  briefing: Briefing;
  play: Play;
  debrief: Debrief;
  heading: RefObject<HTMLHeadingElement | null>;
  onAgain(): void;
};

/** The truth, the points, the money, both ways, and what each check shows. */
export function DebriefView({ code, set, briefing, play, debrief, heading, onAgain }: Props) {
  const { commitment, checks } = play;
  const { score, cause, repairWords } = debrief;
  const money = useMemo(() => moneyFigure(debrief, briefing), [debrief, briefing]);
  const ways = useMemo(() => waysFigure(debrief, play), [debrief, play]);
  const named = commitment!.causes.map((id) => briefing.causes.find((one) => one.id === id)?.name ?? id);
  const { lost } = debrief.money;
  useEffect(() => {
    keepOutcome({
      code,
      difficulty: briefing.difficulty,
      named: commitment!.causes,
      cause,
      repair: commitment!.repairs.join(" + "),
      repairRight: debrief.repairRight,
      minutes: debrief.minutes,
      checks: checks.map((id, i) => {
        const own = debrief.checks.find((one) => one.id === id)!;
        return { id, name: own.name, at: minutesOf(checks.slice(0, i + 1)), verdict: own.verdict };
      }),
      lost: {
        yours: Math.round(lost.yours),
        right: Math.round(lost.right),
        nothing: Math.round(lost.nothing),
      },
      score: score.total,
    });
  }, [code, briefing, commitment, cause, debrief, checks, lost, score]);

  return (
    <section aria-labelledby="incident-debrief" className="incident-wide incident-debrief">
      <h2 id="incident-debrief" ref={heading} tabIndex={-1}>
        {text.debrief}
      </h2>
      <Truth briefing={briefing} debrief={debrief} />
      <p>
        {named.length === 0 ? "You said that nothing is wrong." : `You said: ${named.join(", and ")}.`}{" "}
        {{ right: "That is it.", part: "That is a part of it.", wrong: "That is not it." }[cause]}{" "}
        {repairWords.map(typeset).join(" ")}
      </p>
      <p className="incident-points">
        <span className="measure-number">{score.total}</span>{" "}
        <span className="label quiet">{text.points(score.total).replace(`${score.total} `, "")}</span>
      </p>
      <ul className="incident-score label">
        {score.lines.map(({ name, points, of, why }) => (
          <li key={name}>
            <strong>
              {name} {points} of {of}.
            </strong>{" "}
            {typeset(why)}
          </li>
        ))}
      </ul>
      <h3>{text.money}</h3>
      <LooseFigure name={`${code}-money`} spec={money} />
      <h3>{text.yourNight}</h3>
      <LooseFigure name={`${code}-ways`} spec={ways} />
      <ExpertWay debrief={debrief} />
      <h3>{text.allChecks}</h3>
      <AllChecks debrief={debrief} />
      <Onward code={code} set={set} onAgain={onAgain} />
      <SaveResults codes={set.length > 0 ? set : undefined} />
    </section>
  );
}

function Truth({ briefing, debrief: { truth, instead } }: { briefing: Briefing; debrief: Debrief }) {
  if (instead)
    return (
      <div className="incident-truth">
        <p className="incident-lead">Nothing was wrong. {instead.name}.</p>
        <p>
          {instead.summary} <ChapterLink id={instead.chapter} />
        </p>
      </div>
    );
  return (
    <div className="incident-truth">
      {truth.length > 1 && <p>Two things were wrong at once.</p>}
      {truth.map((one) => (
        <div key={one.id}>
          <p className="incident-lead">{capital(one.cause)}.</p>
          <p>
            {one.summary} Since {dateOf(briefing.productionAt + one.sinceDay * DAY)}: {typeset(one.strength)}.
            What mends it best: {one.repair.toLowerCase()}.{" "}
            <ChapterLink id={one.chapter} failure={one.id} strength={one.strengthShare} />
          </p>
        </div>
      ))}
    </div>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The chapter that explains it, and the one where it can be watched as it goes on: opened on this very failure. */
function ChapterLink({ id, failure, strength }: { id: string; failure?: string; strength?: number }) {
  const chapter = listed(id);
  const watching = failure === undefined ? undefined : listed("watching");
  const steps = Math.max(0.05, Math.round((strength ?? 1) * 20) / 20);
  return (
    <>
      {chapter && (
        <>
          It is explained in <PlaceLink to={{ kind: "chapter", id }}>{chapter.title}</PlaceLink>
          {watching ? "," : "."}
        </>
      )}{" "}
      {watching && (
        <>
          {chapter ? "and can be followed day by day in" : "It can be followed day by day in"}{" "}
          <a href={`#/watching?v=1&strength=${steps}&failure=${failure}`}>{watching.title}</a>.
        </>
      )}
    </>
  );
}

function ExpertWay({ debrief: { expert } }: { debrief: Debrief }) {
  if (expert.steps.length === 0) return <p>An expert would have known from the dashboard alone.</p>;
  return (
    <>
      <p>
        An expert knows from practice how often each check shows what under each cause, reads the dashboard,
        and then always takes the check that promises most for its minutes.
      </p>
      <ol className="incident-expert">
        {expert.steps.map((step, i) => (
          <li key={step.id}>
            <p className="incident-entry-head label">
              <span className="incident-entry-clock">
                {clockAt(expert.steps.slice(0, i + 1).reduce((sum, { minutes }) => sum + minutes, 0))}
              </span>
              <strong>{step.name}</strong>
              <Verdict verdict={step.verdict} />
            </p>
            <p>
              {typeset(step.sentence)} <span className="quiet">{sureWords(step.sure)}</span>
            </p>
          </li>
        ))}
      </ol>
      <p>
        {expert.solved
          ? `So the expert finds it in ${expert.minutes} minutes.`
          : "Even so the expert does not get it: these checks cannot tell it from something else within the hour."}
      </p>
    </>
  );
}

const sureWords = (sure: number) => `Now one answer is ${Math.round(100 * Math.min(sure, 0.99))} % likely.`;

function AllChecks({ debrief: { checks } }: { debrief: Debrief }) {
  return (
    <Scroller label={text.allChecks}>
      <table className="data incident-all">
        <thead>
          <tr>
            <th scope="col">check</th>
            <th scope="col">minutes</th>
            <th scope="col">here</th>
            <th scope="col">for the truth</th>
            <th scope="col">you</th>
          </tr>
        </thead>
        <tbody>
          {[...checks]
            .sort((a, b) => b.weight - a.weight)
            .map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                <td className="figure">{one.minutes}</td>
                <td>
                  <Verdict verdict={one.verdict} />
                </td>
                <td>{weightWords(one.weight)}</td>
                <td>{one.made ? "looked" : "–"}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** How a reading speaks, in words: how many times likelier it is under the truth than under what else the dashboard allowed. */
function weightWords(weight: number): string {
  if (weight >= 1.5) return `${weight >= 10 ? Math.round(weight) : weight.toFixed(1)} times likelier`;
  return weight <= 0.67 ? "speaks against it" : "says little";
}
