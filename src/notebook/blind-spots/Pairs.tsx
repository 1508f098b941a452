import { useMemo, useState } from "react";
import { type Failing, type Ringing, shareOf } from "../../core/matrix/matrix.ts";
import type { At } from "./Grid.tsx";
import { percent, text } from "./text.ts";
import type { Counts, View } from "./view.ts";

type PairsProps = {
  failures: readonly Failing[];
  detectors: readonly Ringing[];
  counts: Counts;
  view: View;
  onChoose(at: At): void;
};

const PAGE = 60;

/** The same numbers as a table, what rings most first. */
export function Pairs({ failures, detectors, counts, view, onChoose }: PairsProps) {
  const [most, setMost] = useState(PAGE);
  const pairs = useMemo(() => {
    const columns = view.columns.flatMap(({ places }) => places);
    return view.rows
      .flatMap(({ places }) => places)
      .flatMap((row) =>
        columns.map((column) => ({
          row,
          column,
          here: shareOf(counts.rows[row]![column]!),
          there: shareOf(counts.twin[column]!),
        })),
      )
      .sort((a, b) => b.here.value - b.there.value - (a.here.value - a.there.value));
  }, [counts, view]);
  const left = pairs.length - most;
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset; a box that scrolls on narrow windows */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <div className="scroll spots-table" role="group" aria-label={text.views.table} tabIndex={0}>
        <table className="data">
          <thead>
            <tr>
              <th scope="col">failure</th>
              <th scope="col">detector</th>
              <th scope="col">rings</th>
              <th scope="col">from, to</th>
              <th scope="col">on the twin</th>
              <th scope="col">from, to</th>
              <th scope="col">so it</th>
            </tr>
          </thead>
          <tbody>
            {pairs.slice(0, most).map(({ row, column, here, there }) => (
              <tr key={`${row} ${column}`}>
                <th scope="row">{failures[row]!.name}</th>
                <td>
                  <button type="button" className="plain" onClick={() => onChoose({ row, column })}>
                    {detectors[column]!.name}
                  </button>
                </td>
                <td className="figure">{percent(here.value)}</td>
                <td className="figure">{range(here)}</td>
                <td className="figure">{percent(there.value)}</td>
                <td className="figure">{range(there)}</td>
                <td>{text.standings[view.standings[row]![column]!]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <button type="button" className="plain" onClick={() => setMost(most + 4 * PAGE)}>
          {left} more pairs
        </button>
      )}
    </div>
  );
}

const range = ({ low, high }: { low: number; high: number }) =>
  `${Math.round(100 * low)}–${Math.round(100 * high)}`;
