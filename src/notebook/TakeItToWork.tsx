import { useState } from "react";
import { thin } from "../core/export/typeset.ts";
import { engine, isAbort } from "../engine/client.ts";
import { words } from "../text/words.ts";
import { CheckCode } from "./CheckCode.tsx";
import { useChapter } from "./context.ts";
import { fixed } from "./format.ts";
import { download } from "./picture.ts";

const scenarios = import.meta.glob("../chapters/*/scenario.ts");

/** The check as Python and SQL that run, and the data of this very setting. */
export default function TakeItToWork() {
  const { chapter } = useChapter();
  return (
    <>
      <CheckCode />
      {scenarios[`../chapters/${chapter.id}/scenario.ts`] && <DataFiles />}
    </>
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
