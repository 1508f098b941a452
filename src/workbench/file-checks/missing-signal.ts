import { figure, percent, pValueText, quoted } from "../../core/detectors/findings.ts";
import { readGroups } from "../../core/detectors/shared/read.ts";
import { normalTwoSided } from "../../core/stats/distributions.ts";
import { newcombeInterval } from "../../core/stats/newcombe-interval.ts";
import { isValid } from "../../core/table/table.ts";
import { type FileCheck, finding, labelsOf } from "./file-check.ts";

const LEAST = 30;
/** It rings below this p, where the rates differ by this part of the overall one. */
export const ALPHA = 0.001;
export const PART = 0.2;

type Counts = { missing: number; missingPositive: number; there: number; therePositive: number };

/**
 * Whether the outcome goes with a value being missing: the label rate of rows without the value against rows with it, with
 * Newcombe's interval and a two-proportion z-test. Where entities are known and repeat, the test counts each of them once
 * (its first row in the order of time), since a few busy ones can make any difference; that is the p-value reported.
 * It rings at p < 0.001 and a difference of a fifth of the overall rate.
 */
export const missingSignal: FileCheck = {
  id: "missing-signal",
  name: "Missing tells the outcome",
  summary: "The label rate of rows without a value against rows with one.",
  run(prepared, order) {
    const labels = labelsOf(prepared);
    if (labels === null)
      return [{ columns: [], finding: finding({ verdict: "cannot-tell", reason: "no-label" }) }];
    // Numbers are left to the point-mass detector, which counts missing among their masses.
    const names = [...prepared.features, ...(prepared.roles.entity ?? [])].filter(
      (name) =>
        prepared.roles.entity?.includes(name) || prepared.table.columns.get(name)!.kind === "category",
    );
    const entity = prepared.roles.entity?.[0];
    const groups = entity === undefined ? null : readGroups(prepared.table.columns.get(entity)!);
    const results = [];
    for (const name of names) {
      const { valid } = prepared.table.columns.get(name)!;
      if (valid === null) continue;
      const all = empty();
      const once = empty();
      const seen = groups && name !== entity ? new Uint8Array(groups.count) : null;
      const indices: number[] = [];
      for (let i = 0; i < order.length; i++) {
        const row = order[i]!;
        const label = labels[row]!;
        if (label < 0) continue;
        const missing = !isValid(valid, row);
        add(all, missing, label);
        if (missing && indices.length < 300) indices.push(row);
        const group = groups?.groups[row] ?? -1;
        if (seen && group >= 0 && seen[group] === 0) {
          seen[group] = 1;
          add(once, missing, label);
        }
      }
      if (all.missing === 0) continue;
      results.push({ columns: [name], finding: judge(all, seen ? once : null, indices, entity ?? "") });
    }
    return results;
  },
  say(found, columns) {
    const f = found.facts;
    if (found.verdict === "cannot-tell")
      return `Cannot tell whether ${quoted(columns)} missing goes with the outcome: fewer than ${LEAST} labelled rows on one side.`;
    const rates = `${percent(Number(f.missingRate))} of the ${figure(Number(f.missing))} rows without ${quoted(columns)} have the outcome, against ${percent(Number(f.thereRate))} of those with it`;
    const once =
      f.onceMissingRate === undefined
        ? ""
        : ` Counting each ${quoted([String(f.entity)])} once, it is ${percent(Number(f.onceMissingRate))} against ${percent(Number(f.onceThereRate))} (${pValueText(found.pValue!)})`;
    if (found.verdict === "rings")
      return `${rates}${once === "" ? ` (${pValueText(found.pValue!)})` : ""}.${once === "" ? "" : `${once}.`} Its absence is a signal: it will change when the reason for the gap changes.`;
    if (found.reason === "busy-entities")
      return `${rates}.${once}: a few busy ones make the difference, not the gap.`;
    return `${rates}: no difference beyond chance.`;
  },
};

const empty = (): Counts => ({ missing: 0, missingPositive: 0, there: 0, therePositive: 0 });

function add(counts: Counts, missing: boolean, label: number): void {
  if (missing) {
    counts.missing++;
    counts.missingPositive += label;
  } else {
    counts.there++;
    counts.therePositive += label;
  }
}

/** The standard error of the difference of the two rates, were they one. */
function errorOf(c: Counts): number {
  const rate = (c.missingPositive + c.therePositive) / (c.missing + c.there);
  return Math.sqrt(rate * (1 - rate) * (1 / c.missing + 1 / c.there));
}

function pOf(c: Counts): number {
  const error = c.missing === 0 || c.there === 0 ? 0 : errorOf(c);
  if (!(error > 0)) return 1;
  return normalTwoSided((c.missingPositive / c.missing - c.therePositive / c.there) / error);
}

function judge(all: Counts, once: Counts | null, indices: number[], entity: string) {
  if (all.missing < LEAST || all.there < LEAST)
    return finding({ verdict: "cannot-tell", reason: "too-few-rows" });
  const missingRate = all.missingPositive / all.missing;
  const thereRate = all.therePositive / all.there;
  const overall = (all.missingPositive + all.therePositive) / (all.missing + all.there);
  const naive = pOf(all);
  const repeats = once !== null && once.missing + once.there < 0.98 * (all.missing + all.there);
  const pValue = repeats ? Math.max(naive, pOf(once)) : naive;
  const large = Math.abs(missingRate - thereRate) >= PART * overall;
  const rings = large && pValue < ALPHA;
  const facts: Record<string, number | string> = {
    missingRate,
    thereRate,
    missing: all.missing,
    there: all.there,
    overall,
    entity,
  };
  if (repeats && once.missing > 0 && once.there > 0) {
    facts.onceMissingRate = once.missingPositive / once.missing;
    facts.onceThereRate = once.therePositive / once.there;
    facts.onceError = errorOf(once);
  }
  return finding({
    verdict: rings ? "rings" : "silent",
    reason: rings
      ? "missing-is-a-signal"
      : large && naive < ALPHA && repeats
        ? "busy-entities"
        : "no-difference",
    statistic: missingRate - thereRate,
    effect: missingRate - thereRate,
    interval: newcombeInterval(all.missingPositive, all.missing, all.therePositive, all.there),
    pValue,
    threshold: ALPHA,
    rows: rings ? { table: "reference", indices, count: all.missing } : null,
    facts,
  });
}
