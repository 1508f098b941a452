import { type ComponentType, lazy, Suspense } from "react";
import { words } from "../text/words.ts";
import { Foot } from "./Foot.tsx";

const pages = import.meta.glob<{ default: ComponentType<{ item?: string | undefined }> }>(
  "./glossary/GlossaryList.tsx",
);
const load = pages["./glossary/GlossaryList.tsx"];
const List = load ? lazy(load) : null;

/** All terms of all chapters; fetched when they are asked for. */
export function GlossaryPage({ item }: { item?: string | undefined }) {
  return (
    <article className="page">
      <header className="chapter-head">
        <h1>{words.glossary}</h1>
        <p className="standfirst">{words.glossaryLine}</p>
      </header>
      {List && (
        <Suspense fallback={<div className="waiting" aria-busy="true" />}>
          <List item={item} />
        </Suspense>
      )}
      <Foot place={{ kind: "page", id: "glossary" }} />
    </article>
  );
}
