import { count } from "../../workbench/words.ts";
import { CancelButton } from "./errand.tsx";
import { megabytes, text } from "./text.ts";
import type { View } from "./useDiagnosis.ts";

/** How far the reading or the checks are, with a way out. It keeps its place, so that nothing moves when it ends. */
export function Progress({ view, onCancel, onGone }: { view: View; onCancel(): void; onGone(): void }) {
  const { stage, parts, rate } = view;
  const busy = stage === "reading" || stage === "checking";
  const { reading, checking } = parts;
  const [done, total, what] =
    stage === "checking"
      ? [checking?.done ?? 0, checking?.total ?? 1, text.checking]
      : [reading?.bytes ?? 0, reading?.totalBytes ?? 1, reading ? text.reading(reading.file) : text.starting];
  return (
    <div className="bench-progress label" data-busy={busy}>
      {busy && (
        <>
          <span className="bench-progress-what" id="bench-progress">
            {what}
          </span>
          <progress value={done} max={Math.max(total, 1)} aria-labelledby="bench-progress" />
          <span className="quiet">
            {stage === "checking"
              ? `${count(done)} of ${count(total)}`
              : reading &&
                `${megabytes(reading.bytes)} of ${megabytes(reading.totalBytes)}, ${count(reading.rows)} rows${rate > 0 ? `, ${megabytes(rate)} a second` : ""}`}
          </span>
          <CancelButton onCancel={onCancel} onGone={onGone} />
        </>
      )}
    </div>
  );
}
