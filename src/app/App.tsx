import { useEffect } from "react";
import { chapter } from "../chapters/registry.ts";
import { Guarded } from "../notebook/Guarded.tsx";
import { usePreferences } from "../state/preferences.ts";
import { useNotebook } from "../state/store.ts";
import { words } from "../text/words.ts";
import { AboutPage } from "./AboutPage.tsx";
import { ChapterPage } from "./ChapterPage.tsx";
import { Shell } from "./Shell.tsx";
import { TitlePage } from "./TitlePage.tsx";
import { YourDataPage } from "./YourDataPage.tsx";

/** The page that the address names, in the shell. */
export function App() {
  const place = useNotebook((state) => state.place);
  const theme = usePreferences((choices) => choices.theme);
  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);

  const found = place.kind === "chapter" ? chapter(place.id) : undefined;
  const name =
    found?.title ?? (place.id === "your-data" ? words.yourData : place.id === "about" ? words.about : null);
  useEffect(() => {
    document.title = name ? `${name} · ${words.name}` : `${words.name}: ${words.tagline}`;
  }, [name]);

  const page = found ? (
    <ChapterPage chapter={found} />
  ) : place.id === "your-data" ? (
    <YourDataPage />
  ) : place.id === "about" ? (
    <AboutPage />
  ) : (
    <TitlePage />
  );
  return (
    <Shell place={place}>
      <Guarded key={`${place.kind} ${place.id}`}>{page}</Guarded>
    </Shell>
  );
}
