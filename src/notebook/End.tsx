import { type ComponentType, lazy, Suspense, useMemo, useState } from "react";
import { words } from "../text/words.ts";
import { useChapter } from "./context.ts";

const notes = import.meta.glob<{ default: ComponentType<{ components?: unknown }> }>(
  "../chapters/*/notes.mdx",
);

/** The chapter's sources, from its manifest. */
export function Sources() {
  const { chapter } = useChapter();
  return (
    <ul className="sources">
      {chapter.sources.map((source) => (
        <li key={source.title}>
          {source.url ? (
            <a href={source.url} rel="noreferrer">
              {source.title}
            </a>
          ) : (
            <cite>{source.title}</cite>
          )}
          . {source.where}
        </li>
      ))}
    </ul>
  );
}

/** Speaker notes, folded; their file is fetched when they are opened. */
export function Notes({ components }: { components?: unknown }) {
  const { chapter } = useChapter();
  const load = notes[`../chapters/${chapter.id}/notes.mdx`];
  const Body = useMemo(() => (load ? lazy(load) : null), [load]);
  const [opened, setOpened] = useState(false);
  if (!Body) return null;
  return (
    <details className="speaker-notes" onToggle={() => setOpened(true)}>
      <summary>{words.speakerNotes}</summary>
      {opened && (
        <Suspense fallback={null}>
          <Body components={components} />
        </Suspense>
      )}
    </details>
  );
}
