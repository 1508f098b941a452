import { type ComponentType, useEffect, useMemo, useRef, useState } from "react";
import { type Listed, loadChapter, numberOf } from "../chapters/contents.ts";
import type { Figures, OnPage } from "../chapters/contracts.ts";
import type { Chapter } from "../core/contracts.ts";
import { engine } from "../engine/client.ts";
import { ChapterProvider, type ChapterScope } from "../notebook/context.ts";
import { offerFirstFrame, type Result } from "../notebook/experiments.ts";
import { askedParams, useLive } from "../notebook/on-page.ts";
import { parts } from "../notebook/parts.tsx";
import { defaultSetting } from "../state/link.ts";
import { usePreferences } from "../state/preferences.ts";
import { known, useNotebook } from "../state/store.ts";
import { copyLink } from "../state/sync.ts";
import { decode } from "../state/url.ts";
import { words } from "../text/words.ts";
import { Foot } from "./Foot.tsx";

type Prose = ComponentType<{ components: typeof parts }>;
type Loaded = { chapter: Chapter; Prose: Prose } & Pick<ChapterScope, "figures" | "onPage">;

const proses = import.meta.glob<{ default: Prose }>("../chapters/*/prose.mdx");
const figureFiles = import.meta.glob<{ figures: Figures<never> }>("../chapters/*/figures.ts");

const onPageFiles = import.meta.glob<{ onPage: OnPage }>("../chapters/*/on-page.ts");

const loaded = new Map<string, Loaded>();
const loading = new Map<string, Promise<Loaded>>();

/** Begins to load the chapter that an address names, before there is a page to show it. */
export function preload(hash: string): void {
  const { place } = decode(hash, known).state;
  if (place.kind === "chapter") load(place.id).catch(() => undefined);
}

function load(id: string): Promise<Loaded> {
  const begun = loading.get(id);
  if (begun) return begun;
  const work = read(id);
  loading.set(id, work);
  // What failed once may work when it is asked for again.
  work.catch(() => loading.delete(id));
  return work;
}

/** The text, the shapes of its figures and the first result, together: the page has its final form from its first moment. */
async function read(id: string): Promise<Loaded> {
  const folder = `../chapters/${id}`;
  const [chapter, prose, figures, own, first] = await Promise.all([
    loadChapter(id),
    proses[`${folder}/prose.mdx`]?.(),
    figureFiles[`${folder}/figures.ts`]?.(),
    onPageFiles[`${folder}/on-page.ts`]?.(),
    engine.firstFrame<Result>(id).catch(() => null),
  ]);
  if (!prose) throw new Error(`The chapter “${id}” has no text.`);
  const initial = defaultSetting(chapter);
  if (first) offerFirstFrame(id, first, askedParams(chapter, initial.params), initial.seed);
  const result = {
    chapter,
    Prose: prose.default,
    figures: figures?.figures ?? {},
    onPage: own?.onPage ?? null,
  };
  loaded.set(id, result);
  return result;
}

/** A chapter: its head from the manifest, its text, its foot. */
export function ChapterPage({ entry }: { entry: Listed }) {
  const [content, setContent] = useState<Loaded | undefined>(() => loaded.get(entry.id));
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    let gone = false;
    load(entry.id).then(
      (result) => !gone && setContent(result),
      (error: unknown) => !gone && setFailure(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      gone = true;
    };
  }, [entry]);
  if (failure) throw failure;
  const part = words.parts[entry.part - 1];
  return (
    <article className="page">
      <header className="chapter-head">
        <p className="label">
          {numberOf(entry)} · {part}
        </p>
        <h1>{entry.title}</h1>
        <p className="standfirst">{entry.standfirst}</p>
      </header>
      {content ? <Body {...content} /> : <div className="waiting" aria-busy="true" />}
      <Foot place={{ kind: "chapter", id: entry.id }} />
    </article>
  );
}

function Body({ chapter, Prose, figures, onPage }: Loaded) {
  const { id } = chapter;
  const setting = useNotebook((state) => state.settings[id]) ?? defaultSetting(chapter);
  const setParam = useNotebook((state) => state.setParam);
  const setSeed = useNotebook((state) => state.setSeed);
  const reset = useNotebook((state) => state.reset);
  const [resets, setResets] = useState(0);
  const live = useLive(chapter, onPage, setting.params, setting.seed);
  useEffect(() => void engine.prepare(id), [id]);

  const scope = useMemo<ChapterScope>(
    () => ({
      chapter,
      params: setting.params,
      seed: setting.seed,
      setParam: (key, value) => setParam(id, key, value),
      setSeed: (seed) => setSeed(id, seed),
      reset: () => {
        reset(id);
        setResets((count) => count + 1);
      },
      resets,
      copyLink,
      live,
      retry: live.retry,
      figures,
      onPage,
    }),
    [chapter, id, setting, live, figures, onPage, setParam, setSeed, reset, resets],
  );
  // The text itself does not change with the sliders; only the parts that read the scope are drawn again.
  const text = useMemo(() => <Prose components={parts} />, [Prose]);
  return (
    <ChapterProvider value={scope}>
      <div className="prose" data-live={live.status}>
        {text}
      </div>
      <ReadMark id={id} />
    </ChapterProvider>
  );
}

/** Whoever comes to the end has read the chapter. */
function ReadMark({ id }: { id: string }) {
  const setProgress = usePreferences((choices) => choices.setProgress);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setProgress(id, "opened");
    const observer = new IntersectionObserver(([entry]) => {
      if (entry!.isIntersecting && window.scrollY > 200) setProgress(id, "finished");
    });
    observer.observe(end.current!);
    return () => observer.disconnect();
  }, [id, setProgress]);
  return <div ref={end} />;
}
