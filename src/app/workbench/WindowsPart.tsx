import { memo } from "react";
import type { DiagnoseParts } from "../../workbench/diagnose.job.ts";
import { DEFAULT_WINDOWS, type WindowChoice } from "../../workbench/windows/windows.ts";
import { TimeLinePart } from "./TimeLinePart.tsx";
import { text } from "./text.ts";

/** Which rows are the reference and which are compared with it, and how to change that. */
export const WindowsPart = memo(function WindowsPart({
  windows,
  onChange,
}: {
  windows: DiagnoseParts["windows"];
  onChange(choice: WindowChoice): void;
}) {
  const { choice, words, splitValues, line } = windows;
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
      {line && (
        <>
          <TimeLinePart
            key={`${line.from} ${line.to}`}
            line={line}
            onChange={(reference, current) => onChange({ by: "span", reference, current })}
          />
          <p className="bench-buttons label">
            {/* Not taken away when it has done its work: who stands on it with the keyboard must not lose the place. */}
            <button
              type="button"
              className="plain"
              aria-disabled={choice?.by === "time"}
              onClick={() => choice?.by !== "time" && onChange(DEFAULT_WINDOWS)}
            >
              {text.resetWindows}
            </button>
          </p>
        </>
      )}
    </section>
  );
});
