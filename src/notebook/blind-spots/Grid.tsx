import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef, useState } from "react";
import type { Count, Failing, Ringing, Standing } from "../../core/matrix/matrix.ts";
import { Cell } from "./Cell.tsx";
import { afterKey } from "./keys.ts";
import { FAMILY_NAMES, shortName, text } from "./text.ts";
import type { Counts, Group, View } from "./view.ts";

/** A cell by the places of its failure (-1: the healthy twin) and its detector. */
export type At = { row: number; column: number };

/** Pixels: the names of the failures, the gap before a family, and how wide a cell is at least and at most. */
const NAMES = 152;
const GAP = 8;
const LEAST = 19;
const MOST = 32;

type GridProps = {
  failures: readonly Failing[];
  detectors: readonly Ringing[];
  counts: Counts;
  view: View;
  chosen: At | null;
  /** Pixels that there are for it; 0 where they are not known yet. */
  width: number;
  onPoint(at: At | null): void;
  onChoose(at: At): void;
};

/** The picture itself: a grid that the arrow keys walk through; Enter or a click opens a cell. */
export const Grid = memo(function Grid(props: GridProps) {
  const { failures, detectors, counts, view, chosen, width, onPoint, onChoose } = props;
  const table = useRef<HTMLTableElement>(null);
  const rows = [-1, ...view.rows.flatMap(({ places }) => places)];
  const groups = useSame(view.columns);
  const columns = useMemo(() => groups.flatMap(({ places }) => places), [groups]);
  const firsts = useMemo(() => new Set(groups.map(({ places }) => places[0]!)), [groups]);
  const [at, setAt] = useState<At>({ row: rows[1] ?? -1, column: columns[0] ?? 0 });
  const here: At = {
    row: rows.includes(at.row) ? at.row : (rows[1] ?? -1),
    column: columns.includes(at.column) ? at.column : columns[0]!,
  };
  const cross = useCross(table);

  const cellOf = ({ row, column }: At) =>
    table.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onChoose(here);
      return;
    }
    const next = afterKey(event.key, event.ctrlKey, rows.indexOf(here.row), columns.indexOf(here.column), {
      rows: rows.length,
      columns: columns.length,
    });
    if (!next) return;
    event.preventDefault();
    const target = { row: rows[next[0]]!, column: columns[next[1]]! };
    setAt(target);
    cellOf(target)?.focus();
  };
  const placeOf = (target: EventTarget): At | null => {
    const place = (target as HTMLElement).closest<HTMLElement>("[data-at]")?.dataset.at?.split(" ");
    return place ? { row: Number(place[0]), column: Number(place[1]) } : null;
  };
  const point = (target: EventTarget) => {
    const place = placeOf(target);
    cross(place ? cellOf(place) : null);
    onPoint(place);
  };
  const room = (width - NAMES - GAP * firsts.size) / columns.length;
  const cell = Math.floor(Math.max(LEAST, Math.min(MOST, room)));
  const line = (row: number, own: readonly Count[]) => (
    <Line
      key={row}
      row={row}
      name={row < 0 ? text.twin : failures[row]!.name}
      own={own}
      twin={counts.twin}
      standings={row < 0 ? null : view.standings[row]!}
      columns={columns}
      detectors={detectors}
      firsts={firsts}
      reachable={here.row === row ? here.column : null}
      chosen={chosen?.row === row ? chosen.column : null}
    />
  );
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid that the arrow keys walk through
      role="grid"
      className="spots-grid"
      aria-label={text.title}
      style={{ width: NAMES + GAP * firsts.size + cell * columns.length }}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const place = placeOf(event.target);
        if (place) setAt(place);
        point(event.target);
      }}
      onPointerOver={(event: PointerEvent) => point(event.target)}
      onPointerLeave={() => {
        cross(null);
        onPoint(null);
      }}
      onClick={(event) => {
        const place = placeOf(event.target);
        if (!place) return;
        setAt(place);
        onChoose(place);
      }}
    >
      <colgroup>
        <col style={{ width: NAMES }} />
        {columns.map((column) => (
          <col key={column} style={{ width: cell + (firsts.has(column) ? GAP : 0) }} />
        ))}
      </colgroup>
      <Head groups={groups} detectors={detectors} firsts={firsts} />
      <tbody>{line(-1, counts.twin)}</tbody>
      {view.rows.map(({ name, places }) => (
        <tbody key={name ?? "all"}>
          {name !== null && (
            <tr className="spots-group">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                {name}
              </th>
            </tr>
          )}
          {places.map((row) => line(row, counts.rows[row]!))}
        </tbody>
      ))}
    </table>
  );
});

/** The same groups as long as they hold the same: what hangs on them is not drawn anew. */
function useSame(groups: readonly Group[]): readonly Group[] {
  const last = useRef(groups);
  if (JSON.stringify(last.current) !== JSON.stringify(groups)) last.current = groups;
  return last.current;
}

const Head = memo(function Head(props: {
  groups: readonly Group[];
  detectors: readonly Ringing[];
  firsts: ReadonlySet<number>;
}) {
  const { groups, detectors, firsts } = props;
  const named = groups.some(({ name }) => name !== null);
  return (
    <thead>
      {named && (
        <tr>
          <td />
          {groups.map(({ name, places }) => (
            <th key={name} scope="colgroup" colSpan={places.length} className="spots-family">
              <span>{FAMILY_NAMES[name!] ?? name}</span>
            </th>
          ))}
        </tr>
      )}
      <tr className="spots-detectors">
        <td />
        {groups.flatMap(({ places }) =>
          places.map((column) => (
            <th key={column} scope="col" className={firsts.has(column) ? "first" : undefined}>
              <span>{shortName(detectors[column]!)}</span>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
});

type LineProps = {
  row: number;
  name: string;
  own: readonly Count[];
  twin: readonly Count[];
  /** Null for the healthy twin itself. */
  standings: readonly Standing[] | null;
  columns: readonly number[];
  detectors: readonly Ringing[];
  firsts: ReadonlySet<number>;
  reachable: number | null;
  chosen: number | null;
};

const Line = memo(function Line(props: LineProps) {
  const { row, name, own, twin, standings, columns, detectors, firsts, reachable, chosen } = props;
  return (
    <tr className={row < 0 ? "spots-twin" : undefined}>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <Cell
          key={column}
          row={row}
          column={column}
          count={own[column]!}
          twin={twin[column]!}
          standing={standings?.[column] ?? "silent"}
          name={`${name}, ${detectors[column]!.name}`}
          reachable={reachable === column}
          chosen={chosen === column}
          first={firsts.has(column)}
        />
      ))}
    </tr>
  );
});

/** Marks the row and the column of a cell without drawing the grid anew. */
function useCross(
  table: React.RefObject<HTMLTableElement | null>,
): (cell: HTMLElement | null | undefined) => void {
  const marked = useRef<HTMLElement[]>([]);
  return (cell) => {
    for (const element of marked.current) delete element.dataset.marked;
    marked.current = [];
    const line = cell?.closest("tr");
    if (!cell || !line || !table.current) return;
    const index = [...line.children].indexOf(cell);
    const head = table.current.querySelector(".spots-detectors")?.children[index] as HTMLElement | undefined;
    marked.current = [line.querySelector("th")!, ...(head ? [head] : [])];
    for (const element of marked.current) element.dataset.marked = "true";
  };
}
