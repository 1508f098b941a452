import type { Finding, RowRef } from "../../core/contracts.ts";
import { figure } from "../../core/detectors/findings.ts";
import { listedRows } from "../../core/detectors/shared/listed-rows.ts";
import { columnWithRole, readClock, readLabels, readNumbers } from "../../core/detectors/shared/read.ts";
import { quantile } from "../../core/stats/quantile.ts";
import { type Column, isValid, type Table } from "../../core/table/table.ts";
import type { Prepared } from "../prepare.ts";
import type { Windows } from "../windows/windows.ts";
import { readsErrors } from "./described.ts";

/** Rows to look at for a finding that points at none itself, and what they are. */
export type Behind = {
  rows: RowRef;
  what: string;
  /** Whether the rows are counted in the file as a whole, and not in one of its windows. */
  ofFile: boolean;
};

type Asked = {
  columns: readonly string[];
  finding: Finding;
  prepared: Prepared;
  windows: Windows;
  fact(name: string): number;
};
type Find = (asked: Asked) => Behind | null;

const DAY = 86_400_000;
const READ = 20_000;

const behind = (rows: RowRef | null, what: string, ofFile = false): Behind | null =>
  rows && { rows, what, ofFile };

/** Newer rows whose value lies where few of the older ones do. */
function unusual(name: string, { reference, current }: Windows): Behind | null {
  const [older, newer] = [reference.columns.get(name), current?.columns.get(name)];
  if (older?.kind !== "number" || newer?.kind !== "number" || current === null) return null;
  const [before, now] = [readNumbers(older), readNumbers(newer)];
  const step = Math.max(1, Math.floor(before.length / READ));
  const sorted = before.filter((value, i) => i % step === 0 && Number.isFinite(value)).sort();
  const [low, high] = [quantile(sorted, 0.05), quantile(sorted, 0.95)];
  return behind(
    listedRows(current.rows, (row) => now[row]! < low || now[row]! > high, "current"),
    `newer rows with “${name}” outside ${figure(low)} to ${figure(high)}, where nine in ten of the older ones lie`,
  );
}

/** Rows of the category that moved most: newer ones where it grew, older ones where it shrank. */
function ofCategory({ columns, finding: { facts }, windows }: Asked): Behind | null {
  const name = columns[0]!;
  const grew = Number(facts.worstNow) > Number(facts.worstBefore);
  const table = grew ? windows.current : windows.reference;
  const column = table?.columns.get(name);
  if (column?.kind !== "category" || table == null) return null;
  const code = column.categories.indexOf(String(facts.worst));
  const test = (row: number) => isValid(column.valid, row) && column.codes[row] === code;
  return behind(
    code < 0 ? null : listedRows(table.rows, test, grew ? "current" : "reference"),
    `${grew ? "newer" : "older"} rows with “${facts.worst}”`,
  );
}

const moved: Find = (asked) => ofCategory(asked) ?? unusual(asked.columns[0]!, asked.windows);

const beyondLocation: Find = ({ columns, finding: { facts }, windows, fact }) => {
  const column = windows.current?.columns.get(columns[0]!);
  if (column?.kind !== "number") return null;
  const [at, above] = [fact("location"), facts.sign === 1];
  const values = readNumbers(column);
  const test = (row: number) => (above ? values[row]! > at : values[row]! <= at);
  const where = above ? `above ${figure(at)}` : `up to ${figure(at)}`;
  return behind(
    listedRows(windows.current!.rows, test, "current"),
    `newer rows with “${columns[0]}” ${where}, which are more than they were`,
  );
};

/** Rows with the outcome, for which a further test holds. */
function cases(
  table: Table | null,
  side: RowRef["table"],
  { prepared }: Asked,
  test: (row: number) => boolean,
): RowRef | null {
  if (table === null) return null;
  const known = readLabels(table, prepared.roles);
  return typeof known === "string"
    ? null
    : listedRows(table.rows, (row) => known.labels[row] === 1 && test(row), side);
}

const allCases: Find = (asked) =>
  behind(
    cases(asked.prepared.table, "reference", asked, () => true),
    "rows with the outcome",
  );
const newerCases: Find = (asked) =>
  behind(
    cases(asked.windows.current, "current", asked, () => true),
    "newer rows with the outcome",
  );

const scoreOf = (table: Table | null, { prepared }: Asked): Float64Array | null => {
  const column: Column | null = table && columnWithRole(table, prepared.roles, "score");
  return column?.kind === "number" ? readNumbers(column) : null;
};

/** Cases that the score took for harmless. */
function missed(
  table: Table | null,
  side: RowRef["table"],
  asked: Asked,
  below: number,
  which: string,
  also = (_: number) => true,
): Behind | null {
  const scores = scoreOf(table, asked);
  return (
    scores &&
    behind(
      cases(table, side, asked, (row) => scores[row]! < below && also(row)),
      `${which} with the outcome and a score below ${figure(below)}`,
      table === asked.prepared.table,
    )
  );
}

const wrongAnswers: Find = (asked) => {
  const { windows, prepared, fact } = asked;
  const scores = scoreOf(windows.current, asked);
  const known = windows.current && readLabels(windows.current, prepared.roles);
  if (scores === null || known === null || typeof known === "string") return null;
  const alert = fact("scoreThreshold");
  const isWrong = (row: number) =>
    known.labels[row]! < 2 && scores[row]! >= alert !== (known.labels[row] === 1);
  return behind(
    listedRows(windows.current!.rows, isWrong, "current"),
    `newer rows that the model got wrong, an alert being a score of ${figure(alert)} or more`,
  );
};

const FINDS: Readonly<Record<string, Find>> = {
  "kolmogorov-smirnov": beyondLocation,
  wasserstein: moved,
  "population-stability": moved,
  "chi-square": moved,
  "domain-classifier": ({ finding: { facts }, windows }) => unusual(String(facts.feature1), windows),
  "golden-feature": allCases,
  "lag-one-day": allCases,
  "label-persistence": allCases,
  "label-shift": newerCases,
  "mix-and-rate": newerCases,
  "calibration-over-time": (asked) =>
    missed(asked.windows.current, "current", asked, asked.fact("newerMean"), "newer rows"),
  "split-quality": (asked) => {
    const { table, roles } = asked.prepared;
    const split = table.columns.get(roles.split?.[0] ?? "");
    const other = String(asked.finding.facts.otherName);
    if (split?.kind !== "category") return null;
    const mean = asked.fact("otherMean");
    const isOther = (row: number) => split.categories[split.codes[row]!] === other;
    return missed(table, "reference", asked, Number.isFinite(mean) ? mean : 0, `rows of “${other}”`, isOther);
  },
  "missing-share": ({ columns, windows: { reference } }) => {
    const column = reference.columns.get(columns[0]!);
    return column === undefined
      ? null
      : behind(
          listedRows(reference.rows, (row) => !isValid(column.valid, row)),
          `older rows without “${columns[0]}”`,
        );
  },
  schema: ({ finding: { at }, prepared, windows }) => {
    const clock = windows.current && readClock(windows.current, prepared.roles);
    if (!clock?.isTime || at.length === 0) return null;
    const days = new Set(at);
    const test = (row: number) => days.has(Math.floor(clock.values[row]! / DAY) * DAY);
    return behind(listedRows(windows.current!.rows, test, "current"), "newer rows of the odd days");
  },
};

/** The rows to look at where a check rings and points at none: those in which what it saw is to be seen. Null where no row shows it. */
export function rowsBehind(
  check: string,
  columns: readonly string[],
  finding: Finding,
  prepared: Prepared,
  windows: Windows,
): Behind | null {
  if (finding.verdict !== "rings" || finding.rows !== null) return null;
  const find = readsErrors(check) ? wrongAnswers : FINDS[check];
  const fact = (name: string) => Number(finding.facts[name] ?? Number.NaN);
  return find?.({ columns, finding, prepared, windows, fact }) ?? null;
}
