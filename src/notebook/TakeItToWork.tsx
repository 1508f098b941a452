import { useEffect, useRef, useState } from "react";
import type { ParamTable, ParamValues } from "../core/contracts.ts";
import { engine, isAbort } from "../engine/client.ts";
import { words } from "../text/words.ts";
import { useChapter } from "./context.ts";
import { fixed, thin } from "./format.ts";
import { download } from "./picture.ts";
import { useNear } from "./size.ts";

const checks = import.meta.glob<string>("../chapters/*/check.py", { query: "?raw", import: "default" });
const exporters = import.meta.glob<{
  pythonConstants(table: ParamTable, values: ParamValues): string;
}>("../core/export/python.ts");
const scenarios = import.meta.glob("../chapters/*/scenario.ts");

/** The check as Python that runs, and the data of this very setting. */
export function TakeItToWork() {
  const { chapter } = useChapter();
  const section = useRef<HTMLElement>(null);
  const near = useNear(section);
  return (
    <section className="take" ref={section}>
      {checks[`../chapters/${chapter.id}/check.py`] && <Python wanted={near} />}
      {scenarios[`../chapters/${chapter.id}/scenario.ts`] && <DataFiles />}
    </section>
  );
}

/** Loads what it shows only when the reader is near: it stands at the foot, and the first picture must not wait for it. */
function Python({ wanted }: { wanted: boolean }) {
  const { chapter, params, seed } = useChapter();
  const [body, setBody] = useState<string | null>(null);
  const [constants, setConstants] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (wanted) void checks[`../chapters/${chapter.id}/check.py`]?.().then(setBody);
  }, [chapter.id, wanted]);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void exporters["../core/export/python.ts"]?.().then(({ pythonConstants }) => {
      if (!gone) setConstants(pythonConstants(chapter.params, params));
    });
    return () => {
      gone = true;
    };
  }, [chapter.params, params, wanted]);
  if (body === null || constants === "") return null;
  const text = `SEED = ${seed}\n${constants.trimEnd()}\n\n${body}`;
  const name = `as_of_${chapter.id.replaceAll("-", "_")}.py`;
  return (
    <div className="code">
      <div className="code-head">
        <h3 className="label">{words.python}</h3>
        <span role="status" className="label quiet">
          {said}
        </span>
        <button
          type="button"
          className="plain"
          onClick={() => {
            navigator.clipboard.writeText(text).then(
              () => setSaid(words.copied),
              () => setSaid("This browser did not allow it: select the text by hand."),
            );
          }}
        >
          {words.copy}
        </button>
        <button type="button" className="plain" onClick={() => download(name, text, "text/x-python")}>
          {words.download} {name}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className="code-body" aria-label={`${words.python}: ${name}`} tabIndex={0}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}

function DataFiles() {
  const { chapter, params, seed, live } = useChapter();
  const [state, setState] = useState<{ busy: boolean; sentence: string }>({ busy: false, sentence: "" });
  const get = async () => {
    setState({ busy: true, sentence: words.preparing });
    try {
      const files = await engine.scenario(chapter.id, params, seed);
      const names = Object.keys(files);
      for (const name of names) download(name, files[name]!, "text/csv");
      const size = names
        .map((name) => `${name} (${fixed(files[name]!.length / 1e6, 1)}${thin}MB)`)
        .join(", ");
      setState({ busy: false, sentence: `Saved: ${size}.` });
    } catch (error) {
      if (isAbort(error)) return;
      setState({ busy: false, sentence: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <div className="files">
      <h3 className="label">{words.dataFiles}</h3>
      <p>The rows behind this page, with the sliders where they stand now and seed {seed}, as CSV.</p>
      <button type="button" className="button" disabled={state.busy || live.fixed} onClick={() => void get()}>
        {words.download} CSV
      </button>{" "}
      <span role="status" className="label quiet">
        {state.sentence}
      </span>
    </div>
  );
}
