import type { Finding } from "../../contracts.ts";
import { ends, figure, percent, pValueText, sayCannotTell } from "../findings.ts";
import { counted, duration, moment, REASONS } from "./words.ts";

const OWN: Readonly<Record<string, string>> = {
  ...REASONS,
  "labels-too-late":
    "labels come so late that too few rows lie between the first rows whose labels are all there and the last row",
};

/** The finding of a detector over a line of errors, as one sentence. */
export function sayAlarms(name: string, finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, OWN);
  const { facts, interval } = finding;
  const number = (key: string) => Number(facts[key]);
  const thinned = number("every") > 1 ? ` (one row in ${figure(number("every"))})` : "";
  const rows = `${counted(number("newer"), "newer row")} read${thinned}`;
  const rates = `errors went from ${percent(number("rateBefore"))} of rows to ${percent(number("rateAfter"))}`;
  if (finding.reason === "no-alarm") return `${name} did not ring in ${rows}; ${rates}.`;
  const times = counted(number("alarms"), "time");
  const known =
    `replays of the older rows, where nothing changes, ring ${figure(number("replayAlarms"))} times on average ` +
    `(${pValueText(finding.pValue ?? 1)})`;
  if (finding.verdict === "silent")
    return `${name} rang ${times} in ${rows}, which is no finding: ${known}, and the older rows themselves ${counted(number("olderAlarms"), "time")}; ${rates}.`;
  const isTime = facts.isTime === "yes";
  const first = isTime ? moment(number("firstAlarm")) : `row ${figure(number("firstAlarm"))}`;
  const [low, high] = interval!;
  const points = ends(100 * low, 100 * high);
  const signed = [low, high].map((share, at) => `${share > 0 ? "+" : ""}${points[at]}`);
  return (
    `${name} rang ${times} in ${rows}, first at ${first}; ${known}; ${rates} ` +
    `(difference ${signed.join(" to ")} points)${delayWords(finding, isTime)}.`
  );
}

function delayWords({ facts }: Finding, isTime: boolean): string {
  if (facts.delay === undefined) return "";
  const length = (key: string) =>
    isTime ? duration(Number(facts[key])) : counted(Number(facts[key]), "row");
  return `; ${length("delay")} after the change, of which ${length("maturity")} went on waiting for labels and ${length("detection")} on finding it`;
}
