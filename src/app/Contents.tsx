import { lazy, Suspense } from "react";
import { chapters, numberOf } from "../chapters/contents.ts";
import { afterThePicture } from "../notebook/later.ts";
import type { Place } from "../state/link.ts";
import { usePreferences } from "../state/preferences.ts";
import { addressOf } from "../state/store.ts";
import { words } from "../text/words.ts";

const Sections = lazy(() => afterThePicture().then(() => import("./Sections.tsx")));

/** A link that goes to a place by the address, so that it can also be opened in a new tab. */
export function PlaceLink({
  to,
  current = false,
  className,
  children,
}: {
  to: Place;
  current?: boolean;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <a href={addressOf(to)} aria-current={current ? "page" : undefined} className={className}>
      {children}
    </a>
  );
}

const chapterPlace = (id: string): Place => ({ kind: "chapter", id });
const pagePlace = (id: string): Place => ({ kind: "page", id });

type Pages = readonly (readonly [id: string, title: string])[];

/** What is not read but worked with, and what is looked up, by page. */
const workplaces: Pages = [
  ["incident-room", words.incidentRoom],
  ["your-data", words.yourData],
];
const references: Pages = [
  ["detectors", words.detectors],
  ["glossary", words.glossary],
  ["session", words.session],
];

/** The list of what there is to read. Only what exists is listed. */
export function Contents({ place }: { place: Place }) {
  const progress = usePreferences((choices) => choices.progress);
  const here = (to: Place) => to.kind === place.kind && to.id === place.id;
  const pageLinks = (pages: Pages) =>
    pages.map(([id, title]) => (
      <li key={id}>
        <PlaceLink to={pagePlace(id)} current={here(pagePlace(id))}>
          <span aria-hidden="true" />
          <span className="contents-title">{title}</span>
          <span className="mark" />
        </PlaceLink>
      </li>
    ));
  return (
    <nav className="contents" aria-label={words.contents}>
      {words.parts.map((name, index) => {
        const part = chapters.filter((chapter) => chapter.part === index + 1);
        const last = index === words.parts.length - 1;
        if (part.length === 0 && !last) return null;
        return (
          <div key={name}>
            <h2>{name}</h2>
            <ol>
              {part.map((chapter) => {
                const to = chapterPlace(chapter.id);
                const state = progress[chapter.id];
                return (
                  <li key={chapter.id}>
                    <PlaceLink to={to} current={here(to)}>
                      <span className="number" aria-hidden="true">
                        {numberOf(chapter)}
                      </span>
                      <span className="contents-title">{chapter.title}</span>
                      <span className="mark">
                        {state === "finished" && (
                          <>
                            <span aria-hidden="true">✓</span>
                            <span className="spoken-only">({words.read})</span>
                          </>
                        )}
                      </span>
                    </PlaceLink>
                    {here(to) && (
                      <Suspense fallback={null}>
                        <Sections key={chapter.id} />
                      </Suspense>
                    )}
                  </li>
                );
              })}
              {last && pageLinks(workplaces)}
            </ol>
          </div>
        );
      })}
      <h2>{words.lookUp}</h2>
      <ol>{pageLinks(references)}</ol>
    </nav>
  );
}

/** All places in reading order, for the links at the foot. */
export const readingOrder: readonly { place: Place; title: string; line?: string }[] = [
  { place: pagePlace("contents"), title: words.titlePage },
  ...chapters.map((chapter) => ({
    place: chapterPlace(chapter.id),
    title: chapter.title,
    line: chapter.standfirst,
  })),
  ...[...workplaces, ...references].map(([id, title]) => ({ place: pagePlace(id), title })),
];
