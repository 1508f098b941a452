import { useEffect, useId, useRef, useState } from "react";
import type { Figure as FigureSpec, FigureView } from "../chapters/contracts.ts";
import { typeset } from "../core/export/typeset.ts";
import { words } from "../text/words.ts";
import { useChapter } from "./context.ts";
import { DataTable } from "./DataTable.tsx";
import { useLasting } from "./experiments.ts";
import { bitmap, download, preparePlot, standalone } from "./picture.ts";
import { schedule } from "./schedule.ts";
import { useNear, useWidth } from "./size.ts";

type FigureProps = { id: string; wide?: boolean };

/** A figure of the chapter by its name in `figures.ts`. */
export function Figure({ id, wide = false }: FigureProps) {
  const { figures, chapter } = useChapter();
  const spec = figures[id];
  if (!spec) return <p className="notice">There is no figure “{id}” in this chapter.</p>;
  return <Picture spec={spec} name={`${chapter.id}-${id}`} wide={wide} />;
}

function Picture({ spec, name, wide }: { spec: FigureSpec<never>; name: string; wide: boolean }) {
  const { live } = useChapter();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const near = useNear(frame);
  const title = useId();
  const says = useId();
  const [view, setView] = useState<FigureView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const drawn = useRef<readonly unknown[]>([]);
  const { result } = live;
  const parts = spec.needs.map((need) => result?.[need]);
  const ready = parts.every((part) => part !== undefined);
  const stale = useLasting(live.status !== "idle" && !spec.needs.every((need) => live.fresh(need)), 120);

  useEffect(() => {
    const element = frame.current;
    if (!element || !near || width < 160 || !ready) return;
    const now = [spec, width, ...parts];
    if (now.length === drawn.current.length && now.every((part, i) => Object.is(part, drawn.current[i])))
      return;
    let gone = false;
    let cancel = () => {};
    void preparePlot().then((draw) => {
      if (gone) return;
      cancel = schedule(element, () => {
        if (gone) return;
        try {
          const made = draw(spec, result, width);
          element.replaceChildren(made.svg);
          drawn.current = now;
          setView(made.view);
          setFailure(null);
        } catch (error) {
          // The last good picture stays where it is.
          setFailure(error instanceof Error ? error.message : String(error));
        }
      });
    });
    return () => {
      gone = true;
      cancel();
    };
  });

  return (
    <figure className={wide ? "picture wide" : "picture"} aria-labelledby={title}>
      <figcaption className="picture-title" id={title}>
        {spec.title}
      </figcaption>
      <div
        className="picture-frame"
        data-stale={stale}
        ref={frame}
        role="img"
        aria-labelledby={title}
        aria-describedby={says}
        style={{ height: width > 0 ? spec.height(width) : spec.height(680) }}
      />
      <p className="picture-says" id={says}>
        {view && typeset(view.summary)}
        {failure && ` ${words.figureFailed}: ${failure}`}
      </p>
      <div className="picture-tools">
        <details className="fold">
          <summary>{words.data}</summary>
          {view && <DataTable table={view.table} caption={spec.title} />}
        </details>
        <span className="picture-saves">
          <Save frame={frame} name={name} title={spec.title} description={view?.summary ?? ""} />
        </span>
      </div>
    </figure>
  );
}

type SaveProps = {
  frame: React.RefObject<HTMLElement | null>;
  name: string;
  title: string;
  description: string;
};

/** The picture as a file. Also used by pictures that Plot does not draw. */
export function Save({ frame, name, title, description }: SaveProps) {
  const [problem, setProblem] = useState(false);
  const text = () => {
    const svg = frame.current?.querySelector("svg");
    return svg ? { svg, text: standalone(svg, title, description) } : null;
  };
  const saveBitmap = async () => {
    const made = text();
    if (!made) return;
    try {
      const { width, height } = made.svg.viewBox.baseVal;
      download(`${name}.png`, await bitmap(made.text, width, height));
    } catch {
      setProblem(true);
    }
  };
  return (
    <>
      <button
        type="button"
        className="plain"
        aria-label={`${words.saveAs} SVG: ${title}`}
        onClick={() => {
          const made = text();
          if (made) download(`${name}.svg`, made.text, "image/svg+xml");
        }}
      >
        {words.svg}
      </button>
      <button
        type="button"
        className="plain"
        aria-label={`${words.saveAs} PNG: ${title}`}
        onClick={() => void saveBitmap()}
      >
        {words.png}
      </button>
      {problem && (
        <span role="status">This browser did not make the bitmap; the SVG holds the same picture.</span>
      )}
    </>
  );
}
