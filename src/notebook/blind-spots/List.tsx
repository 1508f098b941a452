import type { CSSProperties } from "react";
import { type Count, type Failing, type Ringing, type Standing, shareOf } from "../../core/matrix/matrix.ts";
import type { At } from "./Grid.tsx";
import { FAMILY_NAMES, percent, text } from "./text.ts";
import type { Counts, View } from "./view.ts";

type ListProps = {
  failures: readonly Failing[];
  detectors: readonly Ringing[];
  counts: Counts;
  view: View;
  failure: string;
  setFailure(id: string): void;
  onChoose(at: At): void;
};

/** One failure at a time, its detectors as bars: the way to read the matrix on a phone. */
export function List({ failures, detectors, counts, view, failure, setFailure, onChoose }: ListProps) {
  const rows = view.rows.flatMap(({ places }) => places);
  const found = rows.findIndex((row) => failures[row]!.id === failure);
  const place = Math.max(0, found);
  const row = rows[place]!;
  const { name, summary } = failures[row]!;
  const standings = view.standings[row]!;
  const step = (by: number) => setFailure(failures[rows[(place + by + rows.length) % rows.length]!]!.id);
  const loud = (standing: Standing) => standing !== "silent" && standing !== "cannot-tell";
  const columns = view.columns.flatMap(({ places }) => places);
  const share = (column: number) => shareOf(counts.rows[row]![column]!).value;
  const ringing = columns
    .filter((column) => loud(standings[column]!))
    .sort((a, b) => rank(standings[a]!) - rank(standings[b]!) || share(b) - share(a));
  const quiet = columns.filter((column) => standings[column] === "silent");
  const mute = columns.filter((column) => standings[column] === "cannot-tell");
  const lines = (own: readonly number[]) => (
    <ul className="spots-list">
      {own.map((column) => (
        <Entry
          key={column}
          detector={detectors[column]!}
          count={counts.rows[row]![column]!}
          twin={counts.twin[column]!}
          standing={standings[column]!}
          onChoose={() => onChoose({ row, column })}
        />
      ))}
    </ul>
  );
  return (
    <div className="spots-one">
      <div className="spots-pick">
        <button type="button" className="button" onClick={() => step(-1)} aria-label="The failure before">
          ←
        </button>
        <label>
          <span className="spoken-only">{text.rowOrder}</span>
          <select value={failures[row]!.id} onChange={(event) => setFailure(event.target.value)}>
            {view.rows.map((group) => (
              <Options
                key={group.name ?? "all"}
                name={group.name}
                failures={group.places.map((at) => failures[at]!)}
              />
            ))}
          </select>
        </label>
        <button type="button" className="button" onClick={() => step(1)} aria-label="The next failure">
          →
        </button>
      </div>
      <p className="spots-summary">
        <strong>{name}.</strong> {summary}
      </p>
      {ringing.length > 0 ? lines(ringing) : <p className="quiet">Nothing rings.</p>}
      <Folded title={`${quiet.length} stay silent`} own={quiet} detectors={detectors}>
        {lines(quiet)}
      </Folded>
      <Folded title={`${mute.length} cannot tell`} own={mute} detectors={detectors}>
        {lines(mute)}
      </Folded>
    </div>
  );
}

const rank = (standing: Standing) => ["sees", "hears", "unclear", "false-alarm"].indexOf(standing);

function Options({ name, failures }: { name: string | null; failures: readonly Failing[] }) {
  const options = failures.map((one) => (
    <option key={one.id} value={one.id}>
      {one.name}
    </option>
  ));
  return name === null ? options : <optgroup label={name}>{options}</optgroup>;
}

type FoldedProps = {
  title: string;
  own: readonly number[];
  detectors: readonly Ringing[];
  children: React.ReactNode;
};

function Folded({ title, own, detectors, children }: FoldedProps) {
  if (own.length === 0) return null;
  return (
    <details className="spots-folded">
      <summary>
        <b>{title}</b>: {own.map((column) => detectors[column]!.name).join(", ")}
      </summary>
      {children}
    </details>
  );
}

type EntryProps = { detector: Ringing; count: Count; twin: Count; standing: Standing; onChoose(): void };

function Entry({ detector, count, twin, standing, onChoose }: EntryProps) {
  const here = shareOf(count);
  const there = shareOf(twin);
  const style = { "--low": here.low, "--high": here.high, "--twin": there.value } as CSSProperties;
  return (
    <li>
      <button type="button" className="spots-entry" onClick={onChoose}>
        <span className="spots-entry-name">
          {detector.name} <span className="quiet">{FAMILY_NAMES[detector.family]}</span>
        </span>
        <span className="spots-entry-share">
          <b>{percent(here.value)}</b> <span className="quiet">twin {percent(there.value)}</span>
        </span>
        <span className="spots-entry-bar" data-standing={standing} style={style} aria-hidden="true" />
        <span className="spots-entry-standing" data-standing={standing}>
          {text.standings[standing]}
        </span>
      </button>
    </li>
  );
}
