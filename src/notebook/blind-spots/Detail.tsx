import type { Ref } from "react";
import { listed } from "../../chapters/contents.ts";
import type { Matrix } from "../../core/matrix/matrix.ts";
import { addressOf } from "../../state/store.ts";
import { useChapter } from "../context.ts";
import type { At } from "./Grid.tsx";
import { percent, reasonWords, shareWords, text } from "./text.ts";
import type { Counts, View } from "./view.ts";
import { watchingAddress } from "./watching.ts";

type DetailProps = {
  ref: Ref<HTMLElement>;
  at: At;
  matrix: Matrix;
  counts: Counts;
  view: View;
  strength: number;
  isLive: boolean;
  failure: string;
  onClose(): void;
  onFailure(id: string): void;
};

/** One cell opened: what it says in words, on both sides, why, and the ways to the scenario, the detector and the chapter. */
export function Detail(props: DetailProps) {
  const { ref, at, matrix, counts, view, strength, isLive, failure, onClose, onFailure } = props;
  const { seed } = useChapter();
  const { row, column } = at;
  const detector = matrix.detectors[column]!;
  const twin = counts.twin[column]!;
  const own = row < 0 ? twin : counts.rows[row]![column]!;
  const broken = row < 0 ? null : matrix.failures[row]!;
  const reason = (row < 0 ? matrix.twin : matrix.rows[row]!).reasons[column]!;
  const chapter = broken && listed(broken.chapter);
  const standing = broken ? view.standings[row]![column]! : null;
  return (
    <section
      ref={ref}
      className="spots-detail"
      tabIndex={-1}
      aria-label={`${broken?.name ?? text.twin}, ${detector.name}`}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <p className="spots-detail-name">
          {detector.name} <span className="quiet">on</span> {broken?.name ?? text.twin}
        </p>
        <button type="button" className="plain" onClick={onClose}>
          {text.close}
        </button>
      </header>
      <p>{broken ? broken.summary : text.twinSays}</p>
      {standing && (
        <p className="spots-verdict" data-standing={standing}>
          {text.standingSays[standing]}
        </p>
      )}
      <dl>
        {broken && (
          <div>
            <dt>With the failure, strength {percent(strength)}</dt>
            <dd>rings in {shareWords(own)}</dd>
          </div>
        )}
        <div>
          <dt>On the healthy twin</dt>
          <dd>rings in {shareWords(twin)}</dd>
        </div>
        {own.mute > 0 && (
          <div>
            <dt>Cannot tell</dt>
            <dd>
              in {own.mute} of {own.seeds} seeds
            </dd>
          </div>
        )}
        <div>
          <dt>What it says most often{isLive && " (as stored)"}</dt>
          <dd>
            {reasonWords(reason)} <code>{reason}</code>
          </dd>
        </div>
        <div>
          <dt>What it does</dt>
          <dd>{detector.summary}</dd>
        </div>
      </dl>
      <ul className="spots-links">
        {broken && (
          <li>
            <a href={watchingAddress(broken.id, strength, seed)}>Watch it happen</a>
          </li>
        )}
        <li>
          <a href={addressOf({ kind: "page", id: "detectors", item: detector.id })}>
            How {detector.name} works
          </a>
        </li>
        {broken && chapter && (
          <li>
            <a href={addressOf({ kind: "chapter", id: broken.chapter })}>The chapter: {chapter.title}</a>
          </li>
        )}
        {broken && broken.id !== failure && (
          <li>
            <button type="button" className="plain" onClick={() => onFailure(broken.id)}>
              Put this failure under the alarms below
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
