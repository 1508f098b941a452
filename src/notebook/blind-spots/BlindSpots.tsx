import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { listed } from "../../chapters/contents.ts";
import type { Failing, Matrix } from "../../core/matrix/matrix.ts";
import { type Packed, unpack } from "../../core/matrix/pack.ts";
import { words } from "../../text/words.ts";
import { useChapter } from "../context.ts";
import { download } from "../picture.ts";
import { useMedia, useWidth } from "../size.ts";
import { Bar } from "./Bar.tsx";
import "./blind-spots.css";
import { csvOf } from "./csv.ts";
import { Detail } from "./Detail.tsx";
import { type At, Grid } from "./Grid.tsx";
import { List } from "./List.tsx";
import { Live } from "./Live.tsx";
import { Pairs } from "./Pairs.tsx";
import { Says } from "./Says.tsx";
import { text } from "./text.ts";
import { useLive } from "./useLive.ts";
import { type Choice, countsOf, START, viewOf } from "./view.ts";

export type ViewName = keyof typeof text.views;

/** The part of the book that the failure's chapter belongs to. */
const groupOf = ({ chapter }: Failing): string => words.parts[(listed(chapter)?.part ?? 4) - 1]!;

/** The blind-spot matrix: stored at first, computed anew on request, as a grid, as one failure at a time, and as a table. */
export default function BlindSpots() {
  const { params, setParam, live: chapterLive } = useChapter();
  const packed = chapterLive.result?.stored as Packed | undefined;
  const strength = packed?.strengths[0] ?? Number(params.strength);
  const matrix = useMemo(() => (packed ? unpack(packed, packed.strengths[0]!) : null), [packed]);
  const stale = chapterLive.status !== "idle" && !chapterLive.fresh("stored");
  if (!matrix) return <div className="spots" aria-busy="true" />;
  return (
    <Whole
      matrix={matrix}
      strength={strength}
      seeds={Number(params.seeds)}
      stale={stale}
      setFailure={(id) => setParam("failure", id)}
    />
  );
}

type WholeProps = {
  matrix: Matrix;
  strength: number;
  seeds: number;
  stale: boolean;
  setFailure(id: string): void;
};

function Whole({ matrix, strength, seeds, stale, setFailure }: WholeProps) {
  const { failures, detectors } = matrix;
  const { params } = useChapter();
  const narrow = useMedia("(max-width: 55.99rem)");
  const [asked, setAsked] = useState<ViewName | null>(null);
  const shown = asked ?? (narrow ? "list" : "matrix");
  const [choice, setChoice] = useState<Choice>(START);
  const [pointed, setPointed] = useState<At | null>(null);
  const [chosen, setChosen] = useState<At | null>(null);
  const panel = useRef<HTMLElement>(null);
  const back = useRef<HTMLElement | null>(null);
  const whole = useRef<HTMLElement>(null);
  const width = useWidth(whole);
  const { live, start, cancel, clear } = useLive(matrix, strength, seeds);

  const stored = useMemo(() => countsOf(matrix), [matrix]);
  const counts = live?.counts ?? stored;
  const view = useMemo(
    () => viewOf(failures, detectors, counts, choice, groupOf),
    [failures, detectors, counts, choice],
  );
  const groups = useMemo(() => [...new Set(failures.map(groupOf))], [failures]);
  const families = useMemo(() => [...new Set(detectors.map(({ family }) => family))], [detectors]);
  const empty = view.rows.length === 0 || view.columns.length === 0;

  const open = useCallback((at: At) => {
    back.current = document.activeElement as HTMLElement | null;
    setChosen(at);
  }, []);
  const close = useCallback(() => {
    setChosen(null);
    back.current?.focus();
  }, []);
  useEffect(() => {
    if (chosen) panel.current?.focus({ preventScroll: true });
    if (chosen) panel.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  return (
    <section ref={whole} className="spots" aria-label={text.title} data-stale={stale}>
      <Bar
        shown={shown}
        setShown={setAsked}
        choice={choice}
        setChoice={(change) => setChoice({ ...choice, ...change })}
        families={families}
        groups={groups}
        folded={narrow}
      />
      <Live
        live={live}
        storedSeeds={matrix.seeds}
        strength={strength}
        seeds={seeds}
        onStart={start}
        onCancel={cancel}
        onClear={clear}
        onCsv={() => download("which-alarm.csv", csvOf(matrix, counts, view, strength), "text/csv")}
      />
      {empty ? (
        <p className="quiet">{text.nothing}</p>
      ) : shown === "matrix" ? (
        <div className="spots-frame">
          {/* biome-ignore lint/a11y/useSemanticElements: no fieldset; a box that scrolls on narrow windows */}
          <div className="scroll spots-scroll" role="group" aria-label={text.title}>
            <Grid
              failures={failures}
              detectors={detectors}
              counts={counts}
              view={view}
              chosen={chosen}
              width={width}
              onPoint={setPointed}
              onChoose={open}
            />
          </div>
          <Says at={pointed ?? chosen} matrix={matrix} counts={counts} view={view} />
        </div>
      ) : shown === "list" ? (
        <List
          failures={failures}
          detectors={detectors}
          counts={counts}
          view={view}
          failure={String(params.failure)}
          setFailure={setFailure}
          onChoose={open}
        />
      ) : (
        <Pairs failures={failures} detectors={detectors} counts={counts} view={view} onChoose={open} />
      )}
      {chosen && (
        <Detail
          ref={panel}
          at={chosen}
          matrix={matrix}
          counts={counts}
          view={view}
          strength={strength}
          isLive={live !== null}
          onClose={close}
          onFailure={setFailure}
          failure={String(params.failure)}
        />
      )}
    </section>
  );
}
