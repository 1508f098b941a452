import { COLUMN_KINDS, COMPARISONS, type Rule, type RuleKind, SHARES } from "./types.ts";

/** What a field of a rule may hold. It drives the reading of a file, its published schema and the form in which a person edits it. */
export type Field =
  | { is: "column"; label: string; nullable?: true }
  | { is: "columns"; label: string }
  | { is: "number"; label: string; nullable?: true; least?: number; most?: number; whole?: true }
  | { is: "text"; label: string; nullable?: true }
  | { is: "texts"; label: string }
  | { is: "choice"; label: string; options: readonly string[] };

export type Kind = {
  level: "row" | "batch";
  name: string;
  /** What a row or a batch must be, in one sentence. */
  meaning: string;
  fields: Readonly<Record<string, Field>>;
};

const column: Field = { is: "column", label: "column" };
const share = (label: string): Field => ({ is: "number", label, least: 0, most: 1 });

/** Every kind of rule, with its fields in the order in which they are written. */
export const KINDS: Readonly<Record<RuleKind, Kind>> = {
  kind: {
    level: "batch",
    name: "Column and kind",
    meaning: "The column is there, and of this kind.",
    fields: { column, kind: { is: "choice", label: "kind", options: COLUMN_KINDS } },
  },
  present: {
    level: "row",
    name: "Not empty",
    meaning: "The field holds a value.",
    fields: { column },
  },
  range: {
    level: "row",
    name: "Range",
    meaning: "The number lies between two bounds, both included.",
    fields: {
      column,
      min: { is: "number", label: "at least", nullable: true },
      max: { is: "number", label: "at most", nullable: true },
    },
  },
  known: {
    level: "row",
    name: "Known values",
    meaning: "The text is one of a list.",
    fields: { column, values: { is: "texts", label: "one of" } },
  },
  unique: {
    level: "row",
    name: "Unique",
    meaning: "No earlier row has the same value.",
    fields: { columns: { is: "columns", label: "columns" } },
  },
  compare: {
    level: "row",
    name: "Comparison",
    meaning: "The value compares so with a number, or with another column of its row.",
    fields: {
      column,
      is: { is: "choice", label: "is", options: COMPARISONS },
      to: { is: "number", label: "a number", nullable: true },
      other: { is: "column", label: "or a column", nullable: true },
    },
  },
  arrival: {
    level: "row",
    name: "Arrival",
    meaning: "The row arrived within so many hours of its event.",
    fields: {
      column: { is: "column", label: "arrived" },
      event: { is: "column", label: "after" },
      hours: { is: "number", label: "within hours", least: 0 },
    },
  },
  order: {
    level: "row",
    name: "Order",
    meaning: "The value is not below that of the row above.",
    fields: { column },
  },
  rows: {
    level: "batch",
    name: "Rows a day",
    meaning: "Every day has so many rows.",
    fields: {
      column: { is: "column", label: "day of" },
      min: { is: "number", label: "at least", least: 0 },
      max: { is: "number", label: "at most", least: 0 },
    },
  },
  share: {
    level: "batch",
    name: "Share",
    meaning: "A share of the batch lies between two bounds.",
    fields: {
      column,
      of: { is: "choice", label: "share of", options: SHARES },
      value: { is: "text", label: "value", nullable: true },
      than: { is: "number", label: "above", nullable: true },
      min: share("at least"),
      max: share("at most"),
    },
  },
};

export const RULE_KINDS = Object.keys(KINDS) as RuleKind[];

/** Whether a row alone can break the rule. */
export const levelOf = (rule: Pick<Rule, "rule">): "row" | "batch" => KINDS[rule.rule].level;

/** The columns that a rule reads. */
export function columnsOf(rule: Rule): readonly string[] {
  if (rule.rule === "unique") return rule.columns;
  if (rule.rule === "arrival") return [rule.column, rule.event];
  if (rule.rule === "compare" && rule.other !== null) return [rule.column, rule.other];
  return [rule.column];
}
