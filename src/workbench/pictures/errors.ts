import { errorLine } from "../../core/detectors/shared/error-line.ts";
import { LINE_PARAMS } from "../../core/detectors/shared/stream-detector.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { type Maker, rateOf, rates, WITH_INTERVALS } from "./context.ts";
import { twoWindows } from "./drift.ts";
import { clockOf } from "./over-time.ts";
import type { OverTimePicture, Rate } from "./picture.ts";

const PARTS = 48;

/** The model's errors in the order in which they became known, with the moments at which the detector rang. */
export const errorStream: Maker = ({ finding, setup: { prepared, windows } }) => {
  const clock = clockOf(prepared);
  if (windows.current === null || clock === null) return [null];
  const line = errorLine(windows.reference, windows.current, prepared.roles, LINE_PARAMS.limit.default);
  if (typeof line === "string") return [null];
  const parts = Math.max(1, Math.min(PARTS, Math.floor(line.errors.length / 20)));
  const points = Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part, part + 1].map((edge) => Math.floor((edge * line.errors.length) / parts)) as [
      number,
      number,
    ];
    let errors = 0;
    for (let i = from; i < to; i++) errors += line.errors[i]!;
    const [low, high] = wilsonInterval(errors, to - from);
    return { at: line.entered[(from + to) >> 1]!, value: errors / (to - from), low, high };
  });
  const rowsAlone = clock.column.kind !== "time" && prepared.byRowOrder;
  return [
    {
      kind: "over-time",
      title: `Share of the model’s answers that were wrong, ${WITH_INTERVALS}`,
      clock: line.isTime ? "time" : rowsAlone ? "row" : "number",
      axis: line.labelDelay > 0 ? "when the outcome became known" : clock.name,
      unit: "share",
      points,
      isAbsence: false,
      marked: null,
      boundary: line.entered[line.boundary] ?? null,
      alarms:
        finding.at.length > 40
          ? finding.at.filter((_, i) => i % Math.ceil(finding.at.length / 40) === 0)
          : finding.at,
      usual: null,
    },
  ];
};

/** What the score promises of the newer rows, stretch by stretch, against the band of the older ones. */
export const estimatedQuality: Maker = ({ finding, fact, setup: { prepared } }) => {
  const clock = clockOf(prepared);
  const { facts } = finding;
  const points: OverTimePicture["points"][number][] = [];
  for (let i = 1; facts[`estimate.${i}`] !== undefined; i++)
    points.push({ at: fact(`place.${i}`), value: fact(`estimate.${i}`), low: null, high: null });
  if (points.length < 2 || clock === null)
    return [
      rates("ROC AUC, estimated without labels", "auc", [
        rateOf("older rows, as it was", fact("reference"), fact("low"), fact("high"), "older"),
        rateOf(
          "newer rows, estimated",
          finding.statistic,
          finding.interval?.[0] ?? null,
          finding.interval?.[1] ?? null,
          "newer",
        ),
      ]),
    ];
  return [
    {
      kind: "over-time",
      title: `${metricWords(facts.metric)} of the newer rows, estimated without labels`,
      clock: clock.column.kind === "time" ? "time" : prepared.byRowOrder ? "row" : "number",
      axis: clock.name,
      unit: "auc",
      points,
      isAbsence: false,
      marked: null,
      boundary: null,
      alarms: finding.at,
      usual: { low: fact("low"), high: fact("high"), says: "the older rows’ band" },
    },
  ];
};

const metricWords = (metric: number | string | undefined): string =>
  metric === "precision" ? "Precision" : metric === "recall" ? "Recall" : "ROC AUC";

/** The columns that the classifier leans on, and how the first of them has moved. */
export const domainClassifier: Maker = ({ finding: { facts }, fact, setup: { windows } }) => {
  const items: Rate[] = [];
  for (let i = 1; facts[`feature${i}`] !== undefined; i++)
    items.push(
      rateOf(`“${facts[`feature${i}`]}”`, fact(`gain${i}`), null, null, i === 1 ? "alarm" : "plain"),
    );
  return [
    rates("What the classifier tells the newer rows by", "share", items, null, "% of its gain"),
    items.length > 0 ? twoWindows(String(facts.feature1), windows.reference, windows.current) : null,
  ];
};

/** ROC AUC by the part of the split. */
export const splitQuality: Maker = ({ finding: { facts }, fact }) => {
  const part = (label: string, value: string, low: string, high: string, tone: Rate["tone"]) =>
    rateOf(label, fact(value), fact(low), fact(high), tone);
  return [
    rates(`ROC AUC of the score, ${WITH_INTERVALS}`, "auc", [
      part(String(facts.trainingName), "training", "trainingLow", "trainingHigh", "older"),
      ...Array.from({ length: fact("parts") }, (_, i) =>
        part(String(facts[`name.${i + 1}`]), `auc.${i + 1}`, `low.${i + 1}`, `high.${i + 1}`, "newer"),
      ),
    ]),
  ];
};

const SPLITS = {
  random: "random split",
  entity: "split by entity",
  blocks: "whole stretches drawn at random",
  time: "split in time",
};

/** ROC AUC of a small model by how the rows were split. */
export const randomAgainstTime: Maker = ({ fact }) => [
  rates(
    `ROC AUC of a small model, ${WITH_INTERVALS}`,
    "auc",
    Object.entries(SPLITS).map(([name, label]) =>
      rateOf(
        label,
        fact(`${name}Auc`),
        fact(`${name}AucLow`),
        fact(`${name}AucHigh`),
        name === "random" ? "older" : name === "time" ? "newer" : "plain",
      ),
    ),
  ),
];

/** What the score promised and what came, before and now. */
export const calibrationOverTime: Maker = ({ fact }) => [
  rates(
    `Mean score, and share with the outcome, ${WITH_INTERVALS}`,
    "share",
    (["older", "newer"] as const).flatMap((side) => [
      rateOf(`${side} rows: promised by the score`, fact(`${side}Mean`), null, null, side),
      rateOf(`${side} rows: came`, fact(`${side}Rate`), fact(`${side}Low`), fact(`${side}High`), side),
    ]),
  ),
];
