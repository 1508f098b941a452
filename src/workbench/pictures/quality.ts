import { readNumbers } from "../../core/detectors/shared/read.ts";
import { type Maker, rateOf, rates, short } from "./context.ts";
import { durations } from "./durations.ts";
import { clockOf, overTime } from "./over-time.ts";
import type { OverTimePicture, Rate } from "./picture.ts";
import { spreadOf } from "./spread.ts";

const DAY = 86_400_000;
const MOST_DAYS = 400;

/** How long after the event its data arrived, before and now. */
export const lateness: Maker = ({ finding: { facts }, setup: { prepared, windows } }) => {
  const { reference, current } = windows;
  const name = String(facts.column);
  const event = prepared.roles["event-time"]![0]!;
  const lags = [reference, current].map((table) => {
    const [known, happened] = [table?.columns.get(name), table?.columns.get(event)];
    if (known === undefined || happened === undefined) return null;
    const events = readNumbers(happened);
    return readNumbers(known).map((at, row) => at - events[row]!);
  });
  if (lags[0] === null || lags[1] === null) return [null];
  const { unit, length, values } = durations(lags as Float64Array[]);
  return [
    spreadOf(
      `How long after the event “${short(name)}” lies`,
      `${unit} after the event`,
      [
        { name: "older", tone: "older", values: values[0]! },
        { name: "newer", tone: "newer", values: values[1]! },
      ],
      [{ at: Number(facts.border) / length, says: "1 % of the older rows beyond" }],
    ),
  ];
};

/** Rows a day where days are odd; else the rules that are broken, by the share of rows that each touches. */
export const schema: Maker = (context) => {
  const { finding } = context;
  const { facts } = finding;
  const items: Rate[] = [];
  for (let i = 1; facts[`what.${i}`] !== undefined && i <= 8; i++) {
    const what = facts[`what.${i}`];
    if (what === "volume") continue;
    const label = `“${facts[`column.${i}`]}”: ${RULES[String(what)] ?? String(facts[`detail.${i}`])}`;
    items.push(
      rateOf(label, context.fact(`share.${i}`), null, null, TOLD.has(String(what)) ? "plain" : "alarm"),
    );
  }
  return [
    rates("Share of the newer rows that break a rule of the older ones", "share", items),
    volume(context),
  ];
};

/** Rules that are told with the finding and judged by checks of their own. */
const TOLD = new Set(["categories", "range"]);
const RULES: Readonly<Record<string, string>> = {
  "column-gone": "the column is gone",
  keys: "keys that repeat",
};

function volume({
  finding: { at },
  setup: { prepared, windows },
}: Parameters<Maker>[0]): OverTimePicture | null {
  const clock = clockOf(prepared);
  if (at.length === 0 || clock?.column.kind !== "time") return null;
  const counts = new Map<number, number>();
  for (const table of [windows.reference, windows.current]) {
    const column = table?.columns.get(clock.name);
    if (column === undefined) continue;
    for (const time of readNumbers(column)) {
      if (Number.isNaN(time)) continue;
      const day = Math.floor(time / DAY) * DAY;
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
  }
  const days = [...counts.keys()].sort((a, b) => a - b);
  const [first, last] = [days[0]!, days.at(-1)!];
  const length = Math.round((last - first) / DAY) + 1;
  if (length > MOST_DAYS) return null;
  const later = windows.current?.columns.get(clock.name);
  const boundary =
    later === undefined
      ? Number.NaN
      : Math.min(
          ...readNumbers(later)
            .filter((v) => !Number.isNaN(v))
            .slice(0, 1000),
        );
  return {
    kind: "over-time",
    title: "Rows a day",
    clock: "time",
    axis: clock.name,
    unit: "number",
    points: Array.from({ length }, (_, i) => ({
      at: first + i * DAY + DAY / 2,
      value: counts.get(first + i * DAY) ?? 0,
      low: null,
      high: null,
    })),
    isAbsence: false,
    marked: null,
    boundary: windows.line?.current[0] ?? (boundary > first && boundary < last ? boundary : null),
    alarms: at.map((day) => day + DAY / 2),
    usual: null,
  };
}

/** Where in time the copies of earlier rows lie. */
export const duplicates: Maker = ({ finding: { at }, setup: { prepared, windows } }) => {
  const copies = new Uint8Array(prepared.table.rows);
  for (const row of at) copies[row] = 1;
  return [
    overTime(prepared, windows, {
      title: "Share of rows that equal an earlier one, over time",
      unit: "share",
      value: (row) => copies[row]!,
      isCounted: true,
    }),
  ];
};

/** How unequally the rows fall on the items, round by round. */
export const exposure: Maker = ({ finding: { at } }) => [
  at.length === 0
    ? null
    : {
        kind: "over-time",
        title: "Gini index of the rows by item, round by round",
        clock: "number",
        axis: "round",
        unit: "number",
        points: at.map((value, i) => ({ at: i + 1, value, low: null, high: null })),
        isAbsence: false,
        marked: null,
        boundary: null,
        alarms: [],
        usual: null,
      },
];
