import { type ComponentType, lazy, Suspense } from "react";
import { words } from "../text/words.ts";
import { Foot } from "./Foot.tsx";

const pages = import.meta.glob<{ default: ComponentType }>("./workbench/WorkbenchPage.tsx");
const load = pages["./workbench/WorkbenchPage.tsx"];
const Workbench = load ? lazy(load) : null;

/** The workbench is fetched when it is asked for. */
export function YourDataPage() {
  return (
    <article className="page">
      <header className="chapter-head">
        <h1>{words.yourData}</h1>
        <p className="standfirst">{words.yourDataLine}</p>
      </header>
      {Workbench && (
        <Suspense fallback={<div className="waiting" aria-busy="true" />}>
          <Workbench />
        </Suspense>
      )}
      <Foot place={{ kind: "page", id: "your-data" }} />
    </article>
  );
}
