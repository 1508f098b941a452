import { readNumbers } from "../../core/detectors/shared/read.ts";
import { isValid } from "../../core/table/table.ts";
import { labelsOf } from "../file-checks/file-check.ts";
import {
  type Context,
  type Maker,
  rateOf,
  rates,
  shareOf,
  short,
  WITH_INTERVALS,
  withOutcome,
} from "./context.ts";
import { overTime } from "./over-time.ts";
import type { Picture, Rate, Unit } from "./picture.ts";
import { spreadOf } from "./spread.ts";

const AS_EXPECTED = { at: 1, says: "as the score expects" };

/** The largest segments, as the finding lists them; the one that it is about is marked. */
function listed(context: Context, value: "rate" | "ratio", unit: Unit, title: string): Picture | null {
  const { facts } = context.finding;
  const items: Rate[] = [];
  for (let i = 1; facts[`segment.${i}`] !== undefined && i <= 10; i++) {
    const name = String(facts[`segment.${i}`]);
    const number = (of: string) => context.fact(`${of}.${i}`);
    const tone = name === facts.segment ? "alarm" : "plain";
    items.push(rateOf(name, number(value), number("low"), number("high"), tone));
  }
  return unit === "ratio"
    ? rates(title, unit, items, AS_EXPECTED, "outcomes for each expected")
    : rates(title, unit, items);
}

export const labelRateBySegment: Maker = (context) => [
  listed(
    context,
    "rate",
    "share",
    `${withOutcome(context)} by “${short(context.columns[0]!)}”, ${WITH_INTERVALS}`,
  ),
];

export const calibrationBySegment: Maker = (context) => [
  listed(
    context,
    "ratio",
    "ratio",
    `Outcomes for each that the score expects, by “${short(context.columns[0]!)}”, ${WITH_INTERVALS}`,
  ),
];

/** The segment against the rest; by the gap to a score also what the score expects of it. */
export const worstSegment: Maker = (context) => {
  const { facts } = context.finding;
  const { fact } = context;
  const [rows, design] = [fact("rows"), fact("designEffect")];
  const rest = Math.round(rows / fact("share")) - rows;
  return [
    rates(`${withOutcome(context)}, ${WITH_INTERVALS}`, "share", [
      shareOf(String(facts.segment), fact("rate"), rows, design, "alarm"),
      ...(facts.by === "label-rate"
        ? []
        : [rateOf("what the score expects there", fact("expected") / rows, null, null)]),
      shareOf("elsewhere", fact("restRate"), rest, design),
    ]),
  ];
};

/** The change of the label rate, in parts. */
export const mixAndRate: Maker = ({ columns, finding, fact }) => {
  const [low, high] = finding.interval ?? [null, null];
  const part = (name: string, label: string) =>
    rateOf(label, fact(name), fact(`${name}Low`), fact(`${name}High`), "plain");
  return [
    rates(
      `Where the change of the outcome’s share comes from, by “${short(columns[0]!)}”, ${WITH_INTERVALS}`,
      "points",
      [
        rateOf("all of it", fact("total"), low, high, "newer"),
        part("mix", "other groups than before"),
        part("rate", "the same groups, another rate"),
        part("interaction", "both at once"),
      ],
      { at: 0, says: "no change" },
    ),
  ];
};

/** The share with the outcome, older and newer, and along the clock. */
export const labelShift: Maker = (context) => {
  const { fact, setup } = context;
  const side = (tone: "older" | "newer", share: number, rows: number) =>
    shareOf(`${tone} rows`, share, rows, fact("designEffect"), tone);
  return [
    rates(`${withOutcome(context)}, ${WITH_INTERVALS}`, "share", [
      side("older", fact("before"), fact("rowsBefore")),
      side("newer", fact("now"), fact("rowsNow")),
    ]),
    setup.current === null ? outcomeOverTime(context) : null,
  ];
};

/** The share of rows with the outcome along the clock. */
export function outcomeOverTime(context: Context): Picture | null {
  const { prepared, windows } = context.setup;
  const labels = labelsOf(prepared);
  return (
    labels &&
    overTime(prepared, windows, {
      title: `${withOutcome(context)} over time`,
      unit: "share",
      value: (row) => (labels[row]! < 0 ? Number.NaN : labels[row]!),
    })
  );
}

/** An outcome that keeps to its entity. */
export const repeatedEntity: Maker = (context) => {
  const { fact } = context;
  return [
    rates(`${withOutcome(context)}, ${WITH_INTERVALS}`, "share", [
      shareOf("after an earlier one of the same", fact("rateAfter"), fact("rowsAfter"), 1, "alarm"),
      shareOf("all others", fact("rateOther"), fact("rowsOther")),
    ]),
  ];
};

/** An outcome that repeats that of the row before. */
export const labelPersistence: Maker = (context) => {
  const { finding, fact } = context;
  return [
    rates(`Share of rows with the outcome of the row before, ${WITH_INTERVALS}`, "share", [
      rateOf(
        "as it is",
        finding.statistic,
        finding.interval?.[0] ?? null,
        finding.interval?.[1] ?? null,
        "alarm",
      ),
      rateOf("what chance gives", fact("expected"), null, null),
    ]),
    outcomeOverTime(context),
  ];
};

/** The share of rows whose outcome is known, by decision; and at which scores it is. */
export const selectiveLabels: Maker = ({ finding, fact, setup: { prepared } }) => {
  const { table, roles, label } = prepared;
  const decision = table.columns.get(roles.decision?.[0] ?? "");
  const outcome = label === null ? undefined : table.columns.get(label);
  if (decision?.kind !== "category" || outcome === undefined) return [null];
  const rows = decision.categories.map(() => 0);
  const known = decision.categories.map(() => 0);
  for (let row = 0; row < table.rows; row++) {
    if (!isValid(decision.valid, row)) continue;
    rows[decision.codes[row]!]!++;
    if (isValid(outcome.valid, row)) known[decision.codes[row]!]!++;
  }
  const items = decision.categories
    .map((text, code) => ({
      rows: rows[code]!,
      ...shareOf(
        text,
        known[code]! / rows[code]!,
        rows[code]!,
        fact("designEffect"),
        text === finding.facts.lowest ? "alarm" : "plain",
      ),
    }))
    .filter((one) => one.rows > 0)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, 8)
    .map(({ rows: _, ...item }) => item);
  const score = table.columns.get(roles.score?.[0] ?? "");
  const values = score?.kind === "number" ? readNumbers(score) : null;
  const has = (wanted: boolean) => values!.filter((_, row) => isValid(outcome.valid, row) === wanted);
  return [
    rates(`Share of rows whose outcome is known, by decision, ${WITH_INTERVALS}`, "share", items),
    values &&
      spreadOf(
        "The score of rows whose outcome is known, and of the others",
        `“${short(roles.score![0]!)}”`,
        [
          { name: "known", tone: "plain", values: has(true) },
          { name: "not known", tone: "plain", values: has(false) },
        ],
      ),
  ];
};
