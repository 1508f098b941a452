import { lazy, Suspense, useEffect } from "react";
import { listed } from "../chapters/contents.ts";
import { Guarded } from "../notebook/Guarded.tsx";
import { placeKey } from "../state/link.ts";
import { usePreferences } from "../state/preferences.ts";
import { useNotebook } from "../state/store.ts";
import { words } from "../text/words.ts";
import { ChapterPage } from "./ChapterPage.tsx";
import { DetectorsPage } from "./DetectorsPage.tsx";
import { GlossaryPage } from "./GlossaryPage.tsx";
import { Shell } from "./Shell.tsx";
import { YourDataPage } from "./YourDataPage.tsx";

// A reader of a chapter need not wait for them.
const TitlePage = lazy(() => import("./TitlePage.tsx"));
const IncidentRoomPage = lazy(() => import("./incident/IncidentRoomPage.tsx"));
const SessionPage = lazy(() => import("./session/SessionPage.tsx"));
const AboutPage = lazy(() => import("./AboutPage.tsx"));

const pageNames: Readonly<Record<string, string>> = {
  "incident-room": words.incidentRoom,
  "your-data": words.yourData,
  detectors: words.detectors,
  glossary: words.glossary,
  session: words.session,
  about: words.about,
};

/** The page that the address names, in the shell. */
export function App() {
  const place = useNotebook((state) => state.place);
  const theme = usePreferences((choices) => choices.theme);
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);

  const found = place.kind === "chapter" ? listed(place.id) : undefined;
  const name = found?.title ?? pageNames[place.id] ?? null;
  useEffect(() => {
    document.title = name ? `${name} · ${words.name}` : `${words.name}: ${words.tagline}`;
  }, [name]);

  const page = found ? (
    <ChapterPage entry={found} />
  ) : place.kind === "page" && place.id === "incident-room" ? (
    <IncidentRoomPage code={place.item} set={place.fields?.set} />
  ) : place.id === "your-data" ? (
    <YourDataPage />
  ) : place.kind === "page" && place.id === "detectors" ? (
    <DetectorsPage item={place.item} />
  ) : place.kind === "page" && place.id === "glossary" ? (
    <GlossaryPage item={place.item} />
  ) : place.kind === "page" && place.id === "session" ? (
    <SessionPage />
  ) : place.id === "about" ? (
    <AboutPage />
  ) : (
    <TitlePage />
  );
  return (
    <Shell place={place}>
      <Guarded key={placeKey(place)}>
        <Suspense fallback={<div className="waiting" aria-busy="true" />}>{page}</Suspense>
      </Guarded>
    </Shell>
  );
}
