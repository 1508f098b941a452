import { ageAt, labelDelays } from "../core/detectors/shared/label-delays.ts";
import { duration } from "../core/detectors/shared/words.ts";
import { wilsonInterval } from "../core/stats/wilson-interval.ts";
import { isValid } from "../core/table/table.ts";
import type { Answer } from "./checks.ts";
import type { Picture } from "./picture.ts";
import type { Prepared } from "./prepare.ts";

type Rates = Extract<Picture, { kind: "rates" }>;
type Item = Rates["items"][number];

/** The picture of a finding that sets shares or AUCs beside one another, each with its interval; null for the others. */
export function ratesOf(answer: Answer, prepared: Prepared): Rates | null {
  const { check, finding } = answer;
  if (finding.verdict === "cannot-tell") return null;
  const { facts } = finding;
  const number = (name: string) => Number(facts[name]);
  const design = Number(facts.designEffect ?? 1);
  const withOutcome = `share with “${prepared.label}”`;
  const rate = (label: string, share: string, rows: number) => rateOf(label, number(share), rows, design);
  switch (check) {
    case "repeated-entity":
      return {
        kind: "rates",
        what: withOutcome,
        items: [
          rate("after an earlier one", "rateAfter", number("rowsAfter")),
          rate("all others", "rateOther", number("rowsOther")),
        ],
      };
    case "missing-signal":
      return {
        kind: "rates",
        what: withOutcome,
        items: [
          rate("without a value", "missingRate", number("missing")),
          rate("with a value", "thereRate", number("there")),
        ],
      };
    case "label-shift":
      return {
        kind: "rates",
        what: withOutcome,
        items: [
          rate("older rows", "before", number("rowsBefore")),
          rate("newer rows", "now", number("rowsNow")),
        ],
      };
    case "worst-segment": {
      if (facts.by !== "label-rate") return null;
      const rest = Math.round(number("rows") / number("share")) - number("rows");
      return {
        kind: "rates",
        what: withOutcome,
        items: [
          rate(short(String(facts.segment)), "rate", number("rows")),
          rate("elsewhere", "restRate", rest),
        ],
      };
    }
    case "label-rate-by-segment":
      return listed(answer, "rate", withOutcome);
    case "calibration-by-segment":
      return listed(answer, "ratio", "outcomes as a share of those that the score expects");
    case "label-maturity":
      return maturity(prepared);
    case "selective-labels":
      return byDecision(prepared, design);
    default:
      return promised(answer);
  }
}

/** Wilson's interval for the rows that count, where those of one entity are alike. */
function rateOf(label: string, share: number, rows: number, design = 1): Item {
  const count = Math.max(1, Math.round(rows / design));
  const [low, high] = wilsonInterval(Math.min(count, share * count), count);
  return { label, rate: share, low, high };
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** The largest segments, as the finding lists them. */
function listed({ finding: { facts } }: Answer, value: string, what: string): Rates | null {
  const items: Item[] = [];
  for (let i = 1; facts[`segment.${i}`] !== undefined && i <= 8; i++) {
    const item = {
      label: short(String(facts[`segment.${i}`])),
      rate: Number(facts[`${value}.${i}`]),
      low: Number(facts[`low.${i}`]),
      high: Number(facts[`high.${i}`]),
    };
    if (Object.values(item).every((part) => typeof part === "string" || Number.isFinite(part)))
      items.push(item);
  }
  return items.length === 0 ? null : { kind: "rates", what, items };
}

/** Kaplan and Meier's curve of the labels: the share that has arrived by some ages, with its band. */
function maturity({ table, roles }: Prepared): Rates | null {
  const delays = labelDelays(table, roles);
  if (typeof delays === "string" || delays.ages.length === 0) return null;
  const mature = ageAt(delays.ages, delays.arrived, 0.95);
  if (!(mature > 0 && Number.isFinite(mature))) return null;
  const items = [0.1, 0.25, 0.5, 0.75, 1, 1.5].map((part) => {
    const age = part * mature;
    let place = -1;
    while (place + 1 < delays.ages.length && delays.ages[place + 1]! <= age) place++;
    const at = (values: Float64Array) => (place < 0 ? 0 : values[place]!);
    return {
      label: `after ${duration(age)}`,
      rate: at(delays.arrived),
      low: at(delays.low),
      high: at(delays.high),
    };
  });
  return { kind: "rates", what: "share of labels that have arrived", items };
}

/** The share of rows whose outcome is known, by decision. */
function byDecision({ table, roles, label }: Prepared, design: number): Rates | null {
  const decision = table.columns.get(roles.decision?.[0] ?? "");
  const outcome = label === null ? undefined : table.columns.get(label);
  if (decision?.kind !== "category" || outcome === undefined || decision.categories.length > 8) return null;
  const rows = decision.categories.map(() => 0);
  const known = decision.categories.map(() => 0);
  for (let row = 0; row < table.rows; row++) {
    if (!isValid(decision.valid, row)) continue;
    rows[decision.codes[row]!]!++;
    if (isValid(outcome.valid, row)) known[decision.codes[row]!]!++;
  }
  const items = decision.categories
    .map((text, code) => rateOf(short(text), known[code]! / rows[code]!, rows[code]!, design))
    .filter((item) => Number.isFinite(item.rate));
  return { kind: "rates", what: "share of rows whose outcome is known", items };
}

/** What is promised beside what came: AUCs by split, or score and outcome by window. */
function promised({ check, finding }: Answer): Rates | null {
  const number = (name: string) => Number(finding.facts[name]);
  if (check === "split-quality")
    return {
      kind: "rates",
      what: "ROC AUC of the score",
      items: [
        {
          label: String(finding.facts.trainingName),
          rate: number("training"),
          low: number("trainingLow"),
          high: number("trainingHigh"),
        },
        ...Array.from({ length: number("parts") }, (_, i) => ({
          label: String(finding.facts[`name.${i + 1}`]),
          rate: number(`auc.${i + 1}`),
          low: number(`low.${i + 1}`),
          high: number(`high.${i + 1}`),
        })).filter(({ rate }) => !Number.isNaN(rate)),
      ],
    };
  if (check === "random-against-time") {
    const words = {
      random: "random split",
      entity: "split by entity",
      blocks: "stretches at random",
      time: "split in time",
    };
    return {
      kind: "rates",
      what: "ROC AUC of a small model",
      items: Object.entries(words)
        .filter(([name]) => finding.facts[`${name}Auc`] !== undefined)
        .map(([name, label]) => ({
          label,
          rate: number(`${name}Auc`),
          low: number(`${name}AucLow`),
          high: number(`${name}AucHigh`),
        })),
    };
  }
  if (check !== "calibration-over-time") return null;
  const items = (["older", "newer"] as const).flatMap((name) => [
    {
      label: `${name}: promised`,
      rate: number(`${name}Mean`),
      low: number(`${name}Mean`),
      high: number(`${name}Mean`),
    },
    {
      label: `${name}: came`,
      rate: number(`${name}Rate`),
      low: number(`${name}Low`),
      high: number(`${name}High`),
    },
  ]);
  return { kind: "rates", what: "mean score, and share with the outcome", items };
}
