import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { words } from "../text/words.ts";
import { ChapterProvider, useChapter } from "./context.ts";
import { useLive } from "./on-page.ts";

type RepairProps = {
  param: string;
  to: string | number | boolean;
  from?: string | number | boolean;
  label?: string;
  children?: ReactNode;
};

/**
 * A switch that applies the fix. Its children stand twice, before and after, each fed by the result of its own side; the side that the page
 * does not show is computed beside it, once the switch has been thrown.
 */
export function Repair({ param, to, from, label, children }: RepairProps) {
  const scope = useChapter();
  const { chapter, params, seed, setParam, live, onPage } = scope;
  const spec = chapter.params[param];
  const on = params[param] === to;
  const initial = from ?? (spec?.default === to ? undefined : spec?.default);
  const broken = useRef(initial);
  if (!on) broken.current = params[param];
  const [asked, setAsked] = useState(false);
  const wanted = asked || on;
  const name = useId();

  const otherValue = on ? broken.current : to;
  const otherParams = useMemo(
    () => ({ ...params, [param]: otherValue ?? to }),
    [params, param, otherValue, to],
  );
  // The chapter's own result comes first: the other side waits until it is there.
  const other = useLive(chapter, onPage, otherParams, seed, {
    lane: `repair ${param}`,
    wanted: wanted && live.status === "idle" && otherValue !== undefined,
  });
  useEffect(() => {
    if (on) setAsked(true);
  }, [on]);

  if (!spec) return <p className="notice">There is no parameter “{param}” to repair.</p>;
  const otherScope = { ...scope, params: otherParams, live: other, retry: other.retry };
  const side = (which: "before" | "after") => {
    const mine = (which === "after") === on;
    const shown = mine ? scope : otherScope;
    return (
      <div className="repair-side" data-now={mine}>
        <p className="repair-name">
          {which === "after" ? words.repairOn : words.repairOff}
          {mine && <span className="quiet"> (now)</span>}
        </p>
        {shown.live.result && (mine || wanted) ? (
          <ChapterProvider value={shown}>{children}</ChapterProvider>
        ) : (
          <p className="repair-empty">
            <span>{wanted ? words.repairPending : words.repairAsk}</span>
          </p>
        )}
      </div>
    );
  };

  return (
    <section className="repair" aria-labelledby={name}>
      <label className="option repair-switch" id={name}>
        <input
          type="checkbox"
          role="switch"
          aria-checked={on}
          checked={on}
          disabled={live.fixed}
          onChange={(event) => {
            setAsked(true);
            const back = broken.current ?? (spec.kind === "flag" ? !to : undefined);
            if (event.target.checked) setParam(param, to);
            else if (back !== undefined) setParam(param, back);
          }}
        />
        <span>{label ?? spec.label}</span>
      </label>
      <div className="repair-sides">
        {side("before")}
        {side("after")}
      </div>
    </section>
  );
}
