import "./glossary.css";
import { uses } from "virtual:term-uses";
import { useEffect, useRef } from "react";
import { chapters, type Listed, numberOf } from "../../chapters/contents.ts";
import { type Entry, glossary } from "../../notebook/glossary.ts";
import { PlaceLink } from "../Contents.tsx";

const entries: readonly Entry[] = [...glossary.values()].sort((a, b) => a.term.localeCompare(b.term, "en"));

/** The terms in the order of the alphabet; the one that the address names has the focus. */
export default function GlossaryList({ item }: { item?: string | undefined }) {
  const wanted = useRef<HTMLElement>(null);
  useEffect(() => {
    // After the shell has brought the new page to its top.
    const frame = requestAnimationFrame(() => {
      wanted.current?.scrollIntoView({ block: "center" });
      wanted.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <div className="prose">
      {item !== undefined && !glossary.has(item) && (
        <p role="alert">The glossary has no term “{item}”. All that it has stand below.</p>
      )}
      <dl className="glossary">
        {entries.map((entry) => {
          const here = entry.slug === item;
          return (
            <div key={entry.slug} data-here={here}>
              <dt {...(here ? { ref: wanted, tabIndex: -1 } : {})}>{entry.term}</dt>
              <dd>
                <p>{entry.meaning}</p>
                <p className="label quiet">
                  First explained in <ChapterLink chapter={entry.chapter} />
                  <AlsoIn chapters={alsoIn(entry)} />
                </p>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

/** The other chapters whose text uses the term, in reading order. */
function alsoIn({ slug, chapter }: Entry): Listed[] {
  return chapters.filter(({ id }) => id !== chapter.id && uses[id]?.includes(slug));
}

function AlsoIn({ chapters }: { chapters: readonly Listed[] }) {
  return chapters.map((chapter, index) => (
    <span key={chapter.id}>
      {index === 0 ? "; used in " : ", "}
      <ChapterLink chapter={chapter} />
    </span>
  ));
}

function ChapterLink({ chapter }: { chapter: Listed }) {
  return (
    <PlaceLink to={{ kind: "chapter", id: chapter.id }}>
      {numberOf(chapter)}. {chapter.title}
    </PlaceLink>
  );
}
