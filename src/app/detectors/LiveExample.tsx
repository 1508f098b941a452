import { useEffect, useMemo, useState } from "react";
import type { Detector } from "../../core/contracts.ts";
import { typeset } from "../../core/export/typeset.ts";
import { caseOf } from "../../core/report-card/cases.ts";
import { engine, isAbort } from "../../engine/client.ts";
import { VerdictMark } from "../../notebook/Alarms.tsx";
import { Choice, Slider } from "../../notebook/Controls.tsx";
import { ChapterProvider } from "../../notebook/context.ts";
import { useLasting } from "../../notebook/experiments.ts";
import type { Fields } from "../../state/link.ts";
import { snap } from "../../state/parameters.ts";
import { useNotebook } from "../../state/store.ts";
import type { Example, ExamplePayload } from "../../workbench/detector-example.job.ts";
import { FindingPicture } from "../workbench/FindingPicture.tsx";
import {
  type ExampleSetting,
  exampleDefaults,
  exampleParams,
  readFields,
  writeFields,
} from "./example-fields.ts";
import { scopeOf } from "./scope.ts";
import { text } from "./text.ts";

const NOTHING: Fields = {};

/** A detector at work on seeded rows: what goes wrong, how much of it, in how many rows. The address holds what it is set to. */
export function LiveExample({ detector, first }: { detector: Detector; first: string }) {
  const { params, seed, change } = useSetting(detector, first);
  const chosen = String(params.case);
  const specs = useMemo(() => exampleParams(detector, chosen), [detector, chosen]);
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
    setParam: (key, value) => {
      const spec = specs[key];
      const next = spec?.kind === "number" && typeof value === "number" ? snap(spec, value) : value;
      const changed = key === "case" ? exampleDefaults(detector, String(value)) : { ...params, [key]: next };
      change({ params: changed, seed });
    },
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
            <button type="button" className="button" onClick={() => change({ params, seed: seed + 1 })}>
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

/** What the address sets the example to, and the way to change it. */
function useSetting(detector: Detector, first: string) {
  const place = useNotebook((state) => state.place);
  const fields = (place.kind === "page" ? place.fields : undefined) ?? NOTHING;
  const setFields = useNotebook((state) => state.setFields);
  const addWarnings = useNotebook((state) => state.warn);
  const { params, seed, warnings } = useMemo(
    () => readFields(detector, first, fields),
    [detector, first, fields],
  );
  const change = (setting: ExampleSetting) => setFields(writeFields(detector, first, setting));
  useEffect(() => {
    if (warnings.length === 0) return;
    // The notice names what was wrong; the address then says what is shown.
    addWarnings(warnings);
    setFields(writeFields(detector, first, { params, seed }));
  }, [warnings, addWarnings, setFields, detector, first, params, seed]);
  return { params, seed, change };
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
