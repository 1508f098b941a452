import { readLabels, readNumbers, UNKNOWN } from "../../core/detectors/shared/read.ts";
import { RECIPE_WORDS } from "../../core/detectors/shared/recipe-words.ts";
import { hanleyMcNeilError } from "../../core/metrics/hanley-mcneil.ts";
import type { CategoryColumn } from "../../core/table/table.ts";
import { type Context, type Maker, rates, shareOf, short, WITH_INTERVALS, withOutcome } from "./context.ts";
import { durations } from "./durations.ts";
import type { Picture, Rate, Tone } from "./picture.ts";
import { sharesIn, spreadOf } from "./spread.ts";

const AUC_LEVEL = { at: 0.5, says: "no better than chance" };

/** A column that alone ranks the outcome: how it spreads where the outcome is there, and where it is not. */
export const goldenFeature: Maker = (context) => {
  const { table, roles } = context.setup.prepared;
  const name = context.columns[0]!;
  const column = table.columns.get(name)!;
  const known = readLabels(table, roles);
  if (typeof known === "string") return [null];
  if (column.kind === "category") return [byCategory(context, column, known.labels)];
  const values = readNumbers(column);
  const of = (label: 0 | 1) => values.filter((_, row) => known.labels[row] === label);
  return [
    spreadOf(`“${short(name)}” where the outcome is there, and where it is not`, short(name), [
      { name: "without the outcome", tone: "plain", values: of(0) },
      { name: "with the outcome", tone: "alarm", values: of(1) },
    ]),
  ];
};

/** The share with the outcome by category, of the largest categories, the riskiest first. */
function byCategory(context: Context, column: CategoryColumn, labels: Uint8Array): Picture | null {
  const rows = new Float64Array(column.categories.length + 1);
  const positives = new Float64Array(rows.length);
  const codes = readNumbers(column);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === UNKNOWN) continue;
    const code = Number.isNaN(codes[row]!) ? column.categories.length : codes[row]!;
    rows[code]!++;
    positives[code]! += labels[row]!;
  }
  const items = [...rows.keys()]
    .filter((code) => rows[code]! > 0)
    .sort((a, b) => rows[b]! - rows[a]!)
    .slice(0, 8)
    .map((code) =>
      shareOf(column.categories[code] ?? "no value", positives[code]! / rows[code]!, rows[code]!),
    )
    .sort((a, b) => b.value - a.value);
  const title = `${withOutcome(context)} by “${short(context.columns[0]!)}”, ${WITH_INTERVALS}`;
  return rates(title, "share", items);
}

/** When a value became known against when it was needed: what lies beyond the border was read from the future. */
export const availability: Maker = ({ finding: { facts }, setup: { prepared } }) => {
  const { table, roles } = prepared;
  const known = table.columns.get(String(facts.column));
  const events = table.columns.get(roles["event-time"]![0]!);
  if (known === undefined || events === undefined) return [null];
  const isLabel = facts.kind === "label";
  const [from, to] = [readNumbers(known), readNumbers(events)];
  const whole = facts.resolution === "day" ? 86_400_000 : 1;
  const leads = from.map((at, row) => Math.floor(at / whole) * whole - to[row]!);
  const { unit, values } = durations([leads]);
  // A label that came before its event saw the future as a feature does that came after it: both lie to the right.
  const turned = isLabel ? values[0]!.map((lead) => -lead) : values[0]!;
  const title = isLabel
    ? `How long before the event “${short(String(facts.column))}” lies`
    : `How long after the event “${short(String(facts.column))}” lies`;
  const drawn = spreadOf(title, `${unit} ${isLabel ? "before" : "after"} the event`, [
    { name: "all", tone: "plain", values: turned },
  ]);
  if (drawn === null) return [null];
  const edges = drawn.isLog ? drawn.edges : withEdge(drawn.edges, 0);
  const there = turned.reduce((sum, lead) => sum + (Number.isNaN(lead) ? 0 : 1), 0);
  const side = (name: string, tone: Tone, keep: (lead: number) => boolean) => ({
    name,
    tone,
    shares: sharesIn(
      turned.map((lead) => (keep(lead) ? lead : Number.NaN)),
      edges,
      there,
    ),
  });
  return [
    {
      ...drawn,
      edges,
      sides: [
        side(isLabel ? "label after its event" : "known in time", "plain", (lead) => lead <= 0),
        side(isLabel ? "label before its event" : "known too late", "alarm", (lead) => lead > 0),
      ],
      borders: [{ at: 0, says: "the event" }],
    },
  ];
};

/** The edges with one at this value: what lies on both sides of it must not share a bin. */
function withEdge(edges: readonly number[], value: number): number[] {
  if (edges.includes(value)) return [...edges];
  if (value < edges[0]!) return [value, ...edges];
  return [...edges, value].sort((a, b) => a - b);
}

/** How often the column is what a recipe gives that reads the future, and what the nearest honest recipe gives. */
export const recipe: Maker = ({ finding: { facts, statistic }, fact }) => {
  const words = (id: string | number) => RECIPE_WORDS[id] ?? String(id);
  const compared = fact("compared");
  const items = [
    shareOf(words(facts.recipe!), statistic, compared, 1, "alarm"),
    ...(facts.honestRecipe === undefined
      ? []
      : [shareOf(words(facts.honestRecipe), fact("honestShare"), compared)]),
  ];
  return [
    rates(`Share of rows whose value is what a recipe gives, ${WITH_INTERVALS}`, "share", items),
    facts.aucHonest === undefined
      ? null
      : rates("How well it ranks the outcome (ROC AUC)", "auc", aucs(fact), AUC_LEVEL),
  ];
};

const aucs = (fact: Context["fact"]): Rate[] => [
  { label: "the column as it stands", value: fact("aucColumn"), low: null, high: null, tone: "alarm" },
  { label: "as it could have been known", value: fact("aucHonest"), low: null, high: null, tone: "plain" },
];

/** The rows within a day before a cut: how many change when the history ends there. */
export const truncation: Maker = ({ finding: { effect }, fact }) => [
  rates(`Rows within a day before a cut of the history, ${WITH_INTERVALS}`, "share", [
    shareOf("value changes when later rows are gone", effect, fact("checked"), 1, "alarm"),
    shareOf("value stays", 1 - effect, fact("checked")),
  ]),
];

/** The same column as it stands and a day older. */
export const lagged: Maker = ({ columns, fact }) => {
  const [positives, rows] = [fact("positives"), fact("compared")];
  const item = (label: string, auc: number, tone: Tone): Rate => {
    const half = 1.96 * hanleyMcNeilError(auc, positives, rows - positives);
    return { label, value: auc, low: Math.max(0, auc - half), high: Math.min(1, auc + half), tone };
  };
  return [
    rates(
      `ROC AUC of “${short(columns[0]!)}” alone, ${WITH_INTERVALS}`,
      "auc",
      [item("as it stands", fact("auc"), "alarm"), item("a day older", fact("aucOlder"), "plain")],
      AUC_LEVEL,
    ),
  ];
};
