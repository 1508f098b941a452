import { useEffect } from "react";
import { listed } from "../../chapters/contents.ts";
import type { Detector, ParamSpec } from "../../core/contracts.ts";
import { FAULTS } from "../../core/faults/index.ts";
import { CASES, columnsFor } from "../../core/report-card/cases.ts";
import { formatParam } from "../../notebook/format.ts";
import { words } from "../../text/words.ts";
import { PlaceLink } from "../Contents.tsx";
import { CardPart } from "./CardPart.tsx";
import { type CaseCells, caseCells, entryFor } from "./card.ts";
import { LiveExample } from "./LiveExample.tsx";
import { Scroller } from "./Scroller.tsx";
import { families, needsOf, text } from "./text.ts";

/** One detector: what it computes, what it cannot see, how often it rings; and itself, to be tried. */
export function DetectorPage({ detector }: { detector: Detector }) {
  const { name, family, summary, formula, falseAlarmCost, source, blindTo } = detector;
  const entry = entryFor(detector.id);
  const first = firstCase(detector);
  useEffect(() => {
    document.title = `${name} · ${words.name}`;
  }, [name]);
  return (
    <>
      <header className="chapter-head">
        <p className="label">
          <PlaceLink to={{ kind: "page", id: "detectors" }}>{words.detectors}</PlaceLink> ·{" "}
          {families[family].name}
        </p>
        <h1>{name}</h1>
        <p className="standfirst">{summary}</p>
      </header>
      <div className="prose detector">
        <h2>{text.computes}</h2>
        <p className="detector-formula">{formula}.</p>
        <dl className="detector-facts">
          <Fact name={text.needs}>{needsOf(detector)}</Fact>
          <Fact name={text.blind}>{blindTo.length === 0 ? text.sees : <Faults ids={blindTo} />}</Fact>
          <Fact name={text.cost}>{falseAlarmCost}</Fact>
          <Fact name={text.source}>{source}</Fact>
        </dl>
        {first && (
          <>
            <h2>{text.example}</h2>
            <p className="quiet">{text.exampleHelp}</p>
            <LiveExample key={detector.id} detector={detector} first={first} />
          </>
        )}
        {entry ? <CardPart detector={detector} entry={entry} /> : <p className="quiet">{text.notMeasured}</p>}
        <h2>{text.parameters}</h2>
        <Parameters params={detector.params} />
        <p className="detector-back">
          <PlaceLink to={{ kind: "page", id: "detectors" }}>{text.all}</PlaceLink>
        </p>
      </div>
    </>
  );
}

/** What it finds best at full strength, beyond what it rings for nothing; what it can be tried on, where it was not measured. */
function firstCase(detector: Detector): string | undefined {
  const entry = entryFor(detector.id);
  const gain = ({ none, cells }: CaseCells) => cells.at(-1)!.rate.rate - none.rate.rate;
  const best = entry && caseCells(entry).sort((a, b) => gain(b) - gain(a))[0];
  return best?.one.id ?? CASES.find(({ setting, id }) => columnsFor(detector, setting, id))?.id;
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The faults by name, each a way to the chapter that shows it. */
function Faults({ ids }: { ids: readonly string[] }) {
  return (
    <ul>
      {ids.map((id) => {
        const fault = FAULTS.find((one) => one.id === id);
        const shown = fault && listed(fault.chapter);
        return (
          <li key={id}>
            {shown ? (
              <PlaceLink to={{ kind: "chapter", id: shown.id }}>{fault.name}</PlaceLink>
            ) : (
              (fault?.name ?? id)
            )}
            {fault && `: ${fault.summary.charAt(0).toLowerCase()}${fault.summary.slice(1)}`}
          </li>
        );
      })}
    </ul>
  );
}

function Parameters({ params }: { params: Readonly<Record<string, ParamSpec>> }) {
  const entries = Object.entries(params);
  if (entries.length === 0) return <p>{text.noParameters}</p>;
  return (
    <Scroller label={text.parameters}>
      <table className="data detector-parameters">
        <thead>
          <tr>
            <th scope="col">parameter</th>
            <th scope="col">default</th>
            <th scope="col">from – to</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([key, spec]) => (
            <tr key={key}>
              <th scope="row">
                {spec.label} <code>{key}</code>
                {spec.help && <span className="quiet detector-help">{spec.help}</span>}
              </th>
              <td>{formatParam(spec, spec.default)}</td>
              <td>{rangeOf(spec)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function rangeOf(spec: ParamSpec): string {
  if (spec.kind === "flag") return "on or off";
  if (spec.kind === "choice") return (spec.words ?? spec.options).join("; ");
  return `${formatParam(spec, spec.min)} – ${formatParam(spec, spec.max)}`;
}
