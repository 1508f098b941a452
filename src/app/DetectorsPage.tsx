import { type ComponentType, lazy, Suspense } from "react";
import { words } from "../text/words.ts";
import { Foot } from "./Foot.tsx";

const pages = import.meta.glob<{ default: ComponentType<{ item?: string | undefined }> }>(
  "./detectors/DetectorPages.tsx",
);
const load = pages["./detectors/DetectorPages.tsx"];
const Pages = load ? lazy(load) : null;

/** The list of the detectors, or one of them; fetched when it is asked for. */
export function DetectorsPage({ item }: { item?: string | undefined }) {
  return (
    <article className="page">
      {item === undefined && (
        <header className="chapter-head">
          <h1>{words.detectors}</h1>
          <p className="standfirst">{words.detectorsLine}</p>
        </header>
      )}
      {Pages && (
        <Suspense fallback={<div className="waiting" aria-busy="true" />}>
          <Pages item={item} />
        </Suspense>
      )}
      {item === undefined && <Foot place={{ kind: "page", id: "detectors" }} />}
    </article>
  );
}
