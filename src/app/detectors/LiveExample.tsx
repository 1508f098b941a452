import { useEffect, useMemo, useState } from "react";
import type { Detector, ParamTable, ParamValues } from "../../core/contracts.ts";
import { CASES, caseOf, columnsFor, ROWS } from "../../core/report-card/cases.ts";
import { engine, isAbort } from "../../engine/client.ts";
import { VerdictMark } from "../../notebook/Alarms.tsx";
import { Choice, Slider } from "../../notebook/Controls.tsx";
import { ChapterProvider } from "../../notebook/context.ts";
import { useLasting } from "../../notebook/experiments.ts";
import { typeset } from "../../notebook/format.ts";
import type { Example, ExamplePayload } from "../../workbench/detector-example.job.ts";
import { FindingPicture } from "../workbench/FindingPicture.tsx";
import { caseCells, entryFor } from "./card.ts";
import { scopeOf } from "./scope.ts";
import { text } from "./text.ts";

/** The cases that touch something the detector reads. */
const casesFor = (detector: Detector) =>
  CASES.filter(({ setting, id }) => columnsFor(detector, setting, id) !== null);

function paramsFor(detector: Detector, id: string): ParamTable {
  const cases = casesFor(detector);
  const { strength, setting } = caseOf(id);
  return {
    case: {
      kind: "choice",
      label: text.what,
      options: cases.map((one) => one.id),
      words: cases.map((one) => one.name),
      default: id,
    },
    strength: {
      kind: "number",
      label: strength.label,
      unit: strength.unit,
      min: strength.none,
      max: strength.max,
      step: strength.step,
      default: tellingStrength(detector, id),
    },
    rows: {
      kind: "number",
      label: text.rows,
      unit: "",
      min: setting === "payments" ? 1000 : 100,
      max: 20000,
      step: 100,
      default: ROWS[setting],
      scale: "log",
    },
  };
}

const defaultsFor = (detector: Detector, id: string): ParamValues =>
  Object.fromEntries(Object.entries(paramsFor(detector, id)).map(([name, spec]) => [name, spec.default]));

/** The weakest strength that it nearly always finds, by the report card; the strongest where there is none. */
function tellingStrength(detector: Detector, id: string): number {
  const entry = entryFor(detector.id);
  const cells = entry ? (caseCells(entry).find(({ one }) => one.id === id)?.cells ?? []) : [];
  return cells.find(({ rate }) => rate.rate >= 0.9)?.count.strength ?? caseOf(id).strengths[2];
}

/** A detector at work on seeded rows: what goes wrong, how much of it, in how many rows. */
export function LiveExample({ detector, first }: { detector: Detector; first: string }) {
  const [params, setParams] = useState<ParamValues>(() => defaultsFor(detector, first));
  const [seed, setSeed] = useState(1);
  const chosen = String(params.case);
  const specs = useMemo(() => paramsFor(detector, chosen), [detector, chosen]);
  const { example, problem, busy } = useExample({
    detector: detector.id,
    case: chosen,
    strength: Number(params.strength),
    rows: Number(params.rows),
    seed,
  });
  const slow = useLasting(busy, 120);
  const scope = scopeOf(detector, {
    params: specs,
    values: params,
    setParam: (key, value) =>
      setParams(key === "case" ? defaultsFor(detector, String(value)) : { ...params, [key]: value }),
  });
  const one = caseOf(chosen);
  return (
    <ChapterProvider value={scope}>
      <div className="detector-example">
        <div className="controls">
          <div className="controls-list">
            {specs.case?.kind === "choice" && specs.case.options.length > 1 && (
              <Choice name="case" spec={specs.case} locked={false} />
            )}
            {specs.strength?.kind === "number" && (
              <Slider name="strength" spec={specs.strength} locked={false} />
            )}
            {specs.rows?.kind === "number" && <Slider name="rows" spec={specs.rows} locked={false} />}
          </div>
          <div className="controls-foot">
            <button type="button" className="button" onClick={() => setSeed(seed + 1)}>
              {text.another}
            </button>
          </div>
        </div>
        <div className="detector-says" data-stale={slow}>
          <p className="label quiet">{one.what}</p>
          {problem && <p role="alert">{problem}</p>}
          {example ? <Said example={example} /> : !problem && <div className="waiting" aria-busy="true" />}
        </div>
      </div>
    </ChapterProvider>
  );
}

function Said({ example: { broken, healthy, picture, rows } }: { example: Example }) {
  return (
    <>
      <dl>
        <div>
          <dt>
            <span role="status">
              <VerdictMark finding={broken.finding} /> <span className="quiet">{text.broken}</span>
            </span>
          </dt>
          <dd>{typeset(broken.sentence)}</dd>
        </div>
        <div>
          <dt>
            <VerdictMark finding={healthy.finding} /> <span className="quiet">{text.healthy}</span>
          </dt>
          <dd>{typeset(healthy.sentence)}</dd>
        </div>
      </dl>
      {picture && <FindingPicture picture={picture} />}
      <p className="label quiet">
        {rows[0].toLocaleString("en-GB")} older rows
        {rows[1] > 0 && `, ${rows[1].toLocaleString("en-GB")} newer ones`}.
      </p>
    </>
  );
}

/** The answer to the newest question; while it is computed the last one stays. */
function useExample(payload: ExamplePayload) {
  const [answer, setAnswer] = useState<{ key: string; example: Example | null; problem: string | null }>({
    key: "",
    example: null,
    problem: null,
  });
  const key = JSON.stringify(payload);
  useEffect(() => {
    let gone = false;
    engine.call<Example>("detector-example", JSON.parse(key)).then(
      (example) => !gone && setAnswer({ key, example, problem: null }),
      (error: unknown) => {
        if (gone || isAbort(error)) return;
        const problem = error instanceof Error ? error.message : String(error);
        setAnswer((last) => ({ ...last, key, problem }));
      },
    );
    return () => {
      gone = true;
    };
  }, [key]);
  return { ...answer, busy: answer.key !== key };
}
