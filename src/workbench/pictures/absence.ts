import { labelDelays } from "../../core/detectors/shared/label-delays.ts";
import { readNumbers } from "../../core/detectors/shared/read.ts";
import { isValid } from "../../core/table/table.ts";
import { type Context, type Maker, rates, shareOf, short, WITH_INTERVALS, withOutcome } from "./context.ts";
import { durations } from "./durations.ts";
import { clockOf, overTime } from "./over-time.ts";
import type { OverTimePicture } from "./picture.ts";

/** The share of rows at one value, or without one, along the clock. */
function massLine(context: Context, mass: number | null, title: string): OverTimePicture | null {
  const { prepared, windows } = context.setup;
  const column = prepared.table.columns.get(context.columns[0]!);
  if (column === undefined) return null;
  const values = mass === null ? null : readNumbers(column);
  const value = (row: number) =>
    mass === null ? (isValid(column.valid, row) ? 0 : 1) : values![row] === mass ? 1 : 0;
  return overTime(prepared, windows, { title, unit: "share", value, isAbsence: true });
}

/** The value that a finding is about; null for missing. */
const massOf = (mass: number | string | undefined): number | null =>
  mass === undefined || !Number.isFinite(Number(mass)) ? null : Number(mass);

const massWords = (mass: number | null) => (mass === null ? "no value" : String(Number(mass.toPrecision(7))));

/** A value that is suspiciously common: the outcome there and elsewhere, and the mass over time. */
export const pointMass: Maker = (context) => {
  const { finding, fact, columns } = context;
  const { facts } = finding;
  const mass = massOf(facts.mass);
  const design = fact("designEffect");
  const rows = fact("rows");
  const elsewhere = Math.round(rows / fact("share")) - rows;
  const name = short(columns[0]!);
  return [
    rates(`${withOutcome(context)}, ${WITH_INTERVALS}`, "share", [
      shareOf(`where “${name}” holds ${massWords(mass)}`, fact("rate"), rows, design, "alarm"),
      shareOf("elsewhere", fact("elsewhere"), elsewhere, design),
    ]),
    massLine(context, mass, `Share of rows where “${name}” holds ${massWords(mass)}`),
  ];
};

/** A mass that fills a stretch of time, or hours of the day. */
export const massOverTime: Maker = (context) => {
  const { finding, columns, setup } = context;
  const { facts } = finding;
  const mass = massOf(facts.mass);
  const title = `Share of rows where “${short(columns[0]!)}” holds ${massWords(mass)}`;
  const [from, to] = finding.at as [number, number];
  if (facts.scale === "hour") return [byHour(context, mass, title, from, to)];
  const line = massLine(context, mass, title);
  const row = facts.scale === "row" && setup.prepared.byRowOrder;
  const stretch = row || facts.scale !== "row" || line?.clock === "number";
  return [line && { ...line, marked: stretch ? { from, to, says: "the stretch" } : null }];
};

/** The same by the hour of the day, UTC. */
function byHour(
  { columns, setup: { prepared } }: Context,
  mass: number | null,
  title: string,
  from: number,
  to: number,
): OverTimePicture | null {
  const column = prepared.table.columns.get(columns[0]!)!;
  const clock = clockOf(prepared);
  if (clock === null) return null;
  const values = readNumbers(column);
  const counts = Array.from({ length: 24 }, () => ({ rows: 0, hits: 0 }));
  for (let row = 0; row < values.length; row++) {
    const time = clock.column.values[row]!;
    if (Number.isNaN(time)) continue;
    const hour = counts[((Math.floor(time / 3_600_000) % 24) + 24) % 24]!;
    hour.rows++;
    if (mass === null ? Number.isNaN(values[row]!) : values[row] === mass) hour.hits++;
  }
  const points = counts.map(({ rows, hits }, hour) => {
    if (rows === 0) return { at: hour + 0.5, value: null, low: null, high: null };
    const { value, low, high } = shareOf("", hits / rows, rows);
    return { at: hour + 0.5, value, low, high };
  });
  return {
    kind: "over-time",
    title: `${title}, by hour of the day`,
    clock: "hour",
    axis: `hour of the day of “${short(clock.name)}”, UTC`,
    unit: "share",
    points,
    isAbsence: true,
    marked: from < to ? { from, to, says: "the hours" } : { from, to: 24, says: "the hours, past midnight" },
    boundary: null,
    alarms: [],
    usual: null,
  };
}

/** Values that are missing more often, or more seldom, than before. */
export const missingShare: Maker = (context) => {
  const { fact, columns, setup } = context;
  const name = short(columns[0]!);
  const item = (side: "older" | "newer", share: number, rows: number) =>
    shareOf(`${side} rows`, share, rows, 1, side);
  return [
    rates(`Share of rows without “${name}”, ${WITH_INTERVALS}`, "share", [
      item("older", fact("before"), fact("m")),
      item("newer", fact("now"), fact("n")),
    ]),
    setup.current === null ? massLine(context, null, `Share of rows without “${name}” over time`) : null,
  ];
};

/** Rows without a value against rows with one. */
export const missingSignal: Maker = (context) => {
  const { fact, columns } = context;
  const name = short(columns[0]!);
  return [
    rates(`${withOutcome(context)}, ${WITH_INTERVALS}`, "share", [
      shareOf(`without a value of “${name}”`, fact("missingRate"), fact("missing"), 1, "alarm"),
      shareOf("with one", fact("thereRate"), fact("there")),
    ]),
  ];
};

/** A column that stands still for a while. */
export const constantStretch: Maker = ({ columns, finding, setup: { prepared, windows } }) => {
  const column = prepared.table.columns.get(columns[0]!);
  if (column?.kind !== "number") return [null];
  return [
    overTime(prepared, windows, {
      title: `Mean of “${short(columns[0]!)}”, ${WITH_INTERVALS}`,
      unit: "number",
      value: (row) => (isValid(column.valid, row) ? column.values[row]! : Number.NaN),
      stretch: finding.at as [number, number],
      says: `stands still at ${finding.facts.value}`,
    }),
  ];
};

/** Kaplan and Meier's curve of the labels, with the age from which on they can be trusted. */
export const labelMaturity: Maker = ({ finding, setup: { prepared } }) => {
  const delays = labelDelays(prepared.table, prepared.roles);
  if (typeof delays === "string" || delays.ages.length === 0) return [null];
  const age = Number(finding.facts.age);
  const share = Number(finding.facts.share);
  if (!(age > 0)) return [null];
  const { unit, length } = durations([Float64Array.of(1.8 * age)]);
  const points: { age: number; arrived: number; low: number; high: number }[] = [];
  let place = -1;
  for (let i = 0; i <= 120; i++) {
    const at = (1.8 * age * i) / 120;
    while (place + 1 < delays.ages.length && delays.ages[place + 1]! <= at) place++;
    const [arrived, low, high] = [delays.arrived, delays.low, delays.high].map((of) =>
      place < 0 ? 0 : of[place]!,
    ) as [number, number, number];
    points.push({ age: at / length, arrived, low, high });
  }
  return [
    {
      kind: "arrival",
      title: "Share of labels that have arrived, by the age of the row, with its 95 % band",
      unit: unit === "seconds" ? "minutes" : unit,
      points: unit === "seconds" ? points.map((one) => ({ ...one, age: one.age / 60 })) : points,
      cut: { age: unit === "seconds" ? age / 60_000 : age / length, share },
    },
  ];
};
