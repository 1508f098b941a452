import type { Matrix } from "../../core/matrix/matrix.ts";
import type { At } from "./Grid.tsx";
import { cellWords, shareWords, text } from "./text.ts";
import type { Counts, View } from "./view.ts";

type SaysProps = { at: At | null; matrix: Matrix; counts: Counts; view: View };

/** The cell under the pointer or the focus as a sentence; without one, how to read the picture. */
export function Says({ at, matrix, counts, view }: SaysProps) {
  return (
    <p className="spots-says" aria-hidden="true">
      {at ? <Sentence at={at} matrix={matrix} counts={counts} view={view} /> : <Key />}
    </p>
  );
}

function Sentence({ at: { row, column }, matrix, counts, view }: SaysProps & { at: At }) {
  const detector = matrix.detectors[column];
  const own = (row < 0 ? counts.twin : counts.rows[row])?.[column];
  const twin = counts.twin[column];
  if (!detector || !own || !twin) return null;
  if (row < 0)
    return (
      <>
        <b>{detector.name}</b> on the <b>healthy twin</b> rings in {shareWords(own)}. {text.twinSays}
      </>
    );
  return (
    <>
      <b>{detector.name}</b> on <b>{matrix.failures[row]!.name}</b>{" "}
      {cellWords(own, twin, view.standings[row]![column]!)}.
    </>
  );
}

function Key() {
  return (
    <span className="spots-key">
      <span>
        <i className="spot" data-standing="sees" data-full="true" data-show="sees" /> rings: the higher, the
        more seeds; an unsharp edge is what they leave open
      </span>
      <span>
        <i className="spot" data-standing="sees" data-twin="true" data-show="twin" /> the tick: the healthy
        twin
      </span>
      <span>
        <i className="spot" data-standing="false-alarm" data-twin="true" data-show="false" /> false alarm: no
        more often than on the twin (pale red: too few seeds to say)
      </span>
      <span>
        <i className="spot" data-standing="cannot-tell" data-show="mute" /> cannot tell
      </span>
    </span>
  );
}
