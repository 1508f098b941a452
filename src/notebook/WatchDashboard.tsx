import { useEffect, useId, useRef, useState } from "react";
import { HISTORY, type OnPageParts } from "../chapters/watching/on-page.ts";
import { panelsOf } from "../chapters/watching/panels.ts";
import type { Result } from "../chapters/watching/result.ts";
import { ringingOn, sayDay } from "../chapters/watching/words.ts";
import { useNotebook } from "../state/store.ts";
import { words } from "../text/words.ts";
import { AlarmLedger } from "./AlarmLedger.tsx";
import { isStale, useChapter } from "./context.ts";
import { DataTable } from "./DataTable.tsx";
import { useLasting } from "./experiments.ts";
import { Save } from "./Figure.tsx";
import { typeset } from "./format.ts";
import { usePlay } from "./play.ts";
import { useWidth } from "./size.ts";
import type { NumberSpec } from "./slide.ts";
import { Transport } from "./Transport.tsx";
import { WatchChart } from "./WatchChart.tsx";
import { tableOf, watchLayout } from "./watch-layout.ts";

type DashboardProps = {
  title: string;
  /** The day on which it stands at first. */
  start: number;
  /** The last day that it can show; all days where absent. */
  until?: number;
  /** The lines of the alarms can be moved, and what was so can be shown. */
  lines?: boolean;
};

/** A running service as its team sees it, day by day: what was known on the day that is playing, and on demand what was so. */
export default function WatchDashboard({ title, start, until, lines = false }: DashboardProps) {
  const scope = useChapter();
  const { chapter, params, setParam, live } = scope;
  const setting = useNotebook((state) => state.settings[chapter.id]);
  const setDay = useNotebook((state) => state.setDay);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const heading = useId();
  const stale = useLasting(isStale(scope, "logs"), 120);
  const [perSecond, setPerSecond] = useState(4);

  const result = live.result as unknown as (Result & OnPageParts) | null;
  const ready = result?.logs !== undefined && result.judged !== undefined && result.offline !== undefined;
  const days = ready ? result.logs.broken.payments.length : 1;
  const last = Math.min(days - 1, until ?? days - 1);
  const today = Math.min(last, setting?.day ?? start);
  const { playing, toggle, pause } = usePlay(today, last, perSecond, (day) => setDay(chapter.id, day));
  const isTrue = lines && params.truth === true;

  const all = ready ? panelsOf(result, result.judged, today) : [];
  // Where no line can be moved none is shown: which of them rings is a question of the text.
  const panels = lines ? all : all.map((panel) => ({ ...panel, rang: [], estimateRang: [] }));
  const layout = watchLayout(Math.max(300, width || 700), days, lines);
  const says = ready ? sayDay(today, panels, isTrue, lines) : "";
  const spoken = useSpoken(says, ready ? ringingOn(today, panels).join(", ") : "", today, playing);
  const fromDay = ready ? result.logs.fromDay : days;
  const go = (day: number) => {
    pause();
    setDay(chapter.id, day);
  };

  return (
    <figure className="picture wide watching" aria-labelledby={heading} data-playing={playing}>
      <figcaption className="picture-title" id={heading}>
        {title}
      </figcaption>
      <Transport
        day={today}
        last={last}
        playing={playing}
        perSecond={perSecond}
        says={says}
        onPlay={toggle}
        onDay={go}
        onSpeed={setPerSecond}
        truth={lines ? { shown: isTrue, show: (shown) => setParam("truth", shown) } : null}
      />
      <div className="watch-frame" ref={frame} data-stale={stale} style={{ minHeight: layout.height }}>
        {ready && width > 0 && (
          <WatchChart
            title={title}
            panels={panels}
            layout={layout}
            today={today}
            wait={result.logs.wait}
            isTrue={isTrue}
            failedAt={isTrue && result.logs.fails && fromDay <= today ? fromDay : null}
            specOf={(line) => chapter.params[line] as NumberSpec}
            lineOf={(line) => Number(params[line])}
            isLocked={(line) => live.fixed || (setting?.locked.includes(line) ?? false)}
            {...(lines ? { onLine: setParam } : {})}
            onDay={go}
          />
        )}
      </div>
      <p className="picture-says">{typeset(says)}</p>
      <p className="spoken-only" role="status">
        {spoken}
      </p>
      {lines && ready && <AlarmLedger {...result} today={today} history={HISTORY} />}
      <div className="picture-tools">
        <details className="fold">
          <summary>{words.data}</summary>
          {ready && <DataTable table={tableOf(panels, isTrue)} caption={title} />}
        </details>
        <span className="picture-saves">
          <Save frame={frame} name={`${chapter.id}-dashboard`} title={title} description={says} />
        </span>
      </div>
    </figure>
  );
}

/**
 * What a screen reader is told. While days play: only that another alarm rings, or that one has stopped. When they stand: the day, once it
 * has stood for a moment.
 */
function useSpoken(says: string, ringing: string, day: number, playing: boolean): string {
  const [spoken, setSpoken] = useState("");
  const told = useRef({ says, ringing });
  useEffect(() => {
    if (playing) {
      if (ringing !== told.current.ringing)
        setSpoken(ringing === "" ? `Day ${day}: quiet again.` : `Day ${day}: ringing: ${ringing}.`);
      told.current = { says: "played", ringing };
      return;
    }
    // On opening the page nothing has moved.
    if (told.current.says === "") told.current = { says, ringing };
    if (says === told.current.says) return;
    const timer = setTimeout(() => {
      told.current = { says, ringing };
      setSpoken(says);
    }, 600);
    return () => clearTimeout(timer);
  }, [says, ringing, day, playing]);
  return spoken;
}
