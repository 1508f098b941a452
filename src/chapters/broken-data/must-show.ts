import type { MustShow } from "../../core/contracts.ts";
import { BREAKS, type Break } from "../../core/faults/broken-feed.ts";
import type { Result } from "./result.ts";
import { NAMES } from "./words.ts";

type Claim = MustShow<Result>;

const share = (id: string, claim: string, holds: (result: Result) => boolean, least = 0.95): Claim => ({
  id,
  claim,
  judge: "share",
  value: (result) => (holds(result) ? 1 : 0),
  bound: { at: "least", value: least },
});
const mean = (
  id: string,
  claim: string,
  value: (result: Result) => number,
  at: "least" | "most",
  bound: number,
): Claim => ({ id, claim, judge: "mean", value, bound: { at, value: bound } });

const outcome = ({ outcomes }: Result, kind: Break) => outcomes.find(({ id }) => id === kind)!;
const marks = ({ matrix }: Result, kind: Break) => matrix.find((row) => row.kind === kind)!.marks;
const rings = (result: Result, kind: Break, ...ids: string[]) =>
  ids.every((id) => marks(result, kind)[id] === "rings");
const silent = (result: Result, kind: Break, ...ids: string[]) =>
  ids.every((id) => marks(result, kind)[id] === "silent");

/** The alarm that is made for each break, where there is one. */
const OWN_ALARM: Readonly<Partial<Record<Break, string>>> = {
  missing: "missing-share",
  sign: "range",
  renamed: "missing-share",
  recoded: "unseen-categories",
  late: "lateness",
  duplicates: "schema",
};

export const mustShow: readonly Claim[] = [
  mean(
    "open-costs",
    "a turned sign: EUR per 1,000 payments that an open gate costs more than a shut one",
    ({ numbers }) => numbers.saved,
    "least",
    120,
  ),
  mean(
    "shut-costs",
    "a turned sign: EUR per 1,000 payments that a shut gate costs beyond the healthy twin",
    ({ numbers }) => numbers.extraShut,
    "most",
    50,
  ),
  mean(
    "missing-costs",
    "empty amounts: EUR per 1,000 payments that an open gate costs more than a shut one",
    (result) => outcome(result, "missing").open - outcome(result, "missing").shut,
    "least",
    50,
  ),
  mean(
    "late-costs",
    "late rows: EUR per 1,000 payments that a batch on time costs more than one that waits a day",
    (result) => outcome(result, "late").open - outcome(result, "late").shut,
    "least",
    40,
  ),
  mean(
    "after-open",
    "a turned sign: EUR per 1,000 payments beyond the twin in the week after it was mended, gate open",
    ({ numbers }) => numbers.afterOpen,
    "least",
    70,
  ),
  mean(
    "after-shut",
    "a turned sign: the same with the gate shut",
    ({ numbers }) => numbers.afterShut,
    "most",
    30,
  ),
  mean(
    "auc-open",
    "a turned sign: ROC AUC of the healthy twin less that with the gate open",
    ({ numbers }) => numbers.rocAucTwin - numbers.rocAucOpen,
    "least",
    0.03,
  ),
  mean(
    "auc-shut",
    "a turned sign: ROC AUC of the healthy twin less that with the gate shut",
    ({ numbers }) => numbers.rocAucTwin - numbers.rocAucShut,
    "most",
    0.025,
  ),
  ...(["missing", "sign", "renamed", "recoded", "duplicates"] as const).map((kind) =>
    share(
      `${kind}-caught`,
      `${NAMES[kind]}: the shut gate catches at least 95 % of the rows`,
      (result) => outcome(result, kind).caught >= 0.95,
      1,
    ),
  ),
  mean(
    "late-caught",
    "late rows: share that is there once the batch has waited a day",
    (result) => outcome(result, "late").caught,
    "least",
    0.6,
  ),
  mean(
    "decimal-passes",
    "a slipped decimal point: share of the rows that the shut gate catches",
    (result) => outcome(result, "decimal").caught,
    "most",
    0.4,
  ),
  mean(
    "decimal-costs",
    "a slipped decimal point: EUR per 1,000 payments that the shut gate still costs beyond the twin",
    (result) => outcome(result, "decimal").shut,
    "least",
    80,
  ),
  share(
    "decimal-heap",
    "a slipped decimal point: the Kolmogorov-Smirnov test and the stability index ring",
    (result) => rings(result, "decimal", "kolmogorov-smirnov", "population-stability"),
  ),
  mean(
    "stuck-passes",
    "amounts of the row before: share of the rows that the shut gate catches",
    (result) => outcome(result, "stuck").caught,
    "most",
    0.02,
  ),
  mean(
    "stuck-costs",
    "amounts of the row before: EUR per 1,000 payments that the shut gate still costs beyond the twin",
    (result) => outcome(result, "stuck").shut,
    "least",
    50,
  ),
  share(
    "stuck-form",
    "amounts of the row before: schema, missing share, range, unseen categories and lateness are silent",
    (result) => silent(result, "stuck", "schema", "missing-share", "range", "unseen-categories", "lateness"),
  ),
  share(
    "stuck-average",
    "amounts of the row before: the Kolmogorov-Smirnov test rings on the averages",
    ({ stuck }) => stuck.average === "rings",
  ),
  share(
    "stuck-amount",
    "amounts of the row before: the Kolmogorov-Smirnov test is silent on the amounts themselves",
    ({ stuck }) => stuck.amount === "silent",
    0.5,
  ),
  mean(
    "stuck-gaps",
    "amounts of the row before: D of the averages over D of the amounts",
    ({ stuck }) => stuck.averageGap / stuck.amountGap,
    "least",
    3,
  ),
  share(
    "renamed-heap",
    "a renamed column: the Kolmogorov-Smirnov test and the stability index are silent",
    (result) => silent(result, "renamed", "kolmogorov-smirnov", "population-stability"),
  ),
  share("late-volume", "late rows: the schema check with its rule on volume is silent", (result) =>
    silent(result, "late", "schema"),
  ),
  ...BREAKS.filter((kind) => OWN_ALARM[kind] !== undefined).map((kind) =>
    share(
      `${kind}-alarm`,
      `${NAMES[kind]}: the ${OWN_ALARM[kind]} alarm rings, and is silent on the twin`,
      (result) => rings(result, kind, OWN_ALARM[kind]!),
    ),
  ),
  share(
    "twin-alarms",
    "no alarm rings on the healthy twin",
    ({ matrix }) => matrix.every((row) => Object.values(row.marks).every((mark) => mark !== "false-alarm")),
    0.9,
  ),
  share(
    "twin-turned",
    "on the healthy twin the shut gate turns away at most 1 % of the rows",
    ({ numbers }) => numbers.twinTurned <= 0.01,
    1,
  ),
  mean(
    "strict",
    "share of the slipped points that a range rule catches which turns 5 % of the good rows away",
    ({ strictness }) => strictness.find(({ odd }) => odd === 0.05)!.caught,
    "most",
    0.8,
  ),
];
