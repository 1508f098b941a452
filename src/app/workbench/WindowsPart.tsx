import { useEffect, useState } from "react";
import type { DiagnoseParts } from "../../workbench/diagnose.job.ts";
import { DEFAULT_WINDOWS, type WindowChoice } from "../../workbench/windows.ts";
import { text } from "./text.ts";

/** Which rows are the reference and which are compared with it, and how to change that. */
export function WindowsPart({
  windows,
  onChange,
}: {
  windows: DiagnoseParts["windows"];
  onChange(choice: WindowChoice): void;
}) {
  const { choice, words, splitValues } = windows;
  const share = choice?.by === "time" ? choice.share : DEFAULT_WINDOWS.share;
  const [dragged, setDragged] = useState(share);
  useEffect(() => setDragged(share), [share]);
  const percent = Math.round(dragged * 100);
  return (
    <section aria-labelledby="bench-windows">
      <h2 id="bench-windows">{text.windows}</h2>
      <p>{words}</p>
      {splitValues.length > 0 && (
        <p className="bench-buttons">
          <button
            type="button"
            className="button"
            aria-pressed={choice?.by !== "split"}
            onClick={() => onChange(DEFAULT_WINDOWS)}
          >
            {text.byTime}
          </button>
          <button
            type="button"
            className="button"
            aria-pressed={choice?.by === "split"}
            onClick={() => onChange({ by: "split", reference: [], current: [] })}
          >
            {text.bySplit}
          </button>
        </p>
      )}
      {choice?.by === "time" && (
        <div className="control bench-share">
          <label htmlFor="bench-share">{text.windowShare}</label>
          <output htmlFor="bench-share">{percent} %</output>
          <input
            id="bench-share"
            type="range"
            min={10}
            max={90}
            step={1}
            value={percent}
            aria-valuetext={`${percent} % of the rows`}
            style={{ "--share": `${((percent - 10) / 80) * 100}%` } as React.CSSProperties}
            onChange={(event) => setDragged(Number(event.target.value) / 100)}
            onPointerUp={() => dragged !== share && onChange({ by: "time", share: dragged })}
            onKeyUp={() => dragged !== share && onChange({ by: "time", share: dragged })}
            onBlur={() => dragged !== share && onChange({ by: "time", share: dragged })}
          />
        </div>
      )}
    </section>
  );
}
