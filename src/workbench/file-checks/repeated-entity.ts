import { figure, percent, pValueText, quoted, span } from "../../core/detectors/findings.ts";
import { readGroups } from "../../core/detectors/shared/read.ts";
import { normalTwoSided } from "../../core/stats/distributions.ts";
import { newcombeInterval } from "../../core/stats/newcombe-interval.ts";
import { type FileCheck, finding, labelsOf } from "./file-check.ts";

const LEAST_ROWS = 20;
/** It rings below this p, and above so many times the rate of all others. */
export const ALPHA = 0.001;
export const TIMES = 2;

/**
 * Whether the outcome follows the entity: the label rate of rows whose entity had an earlier positive row, against all others.
 * Were labels independent of entities, both groups would share one rate, so a two-proportion z-test holds (the group of a row
 * is settled before its label). It rings above twice the rate with p < 0.001: then a random split puts one entity's rows on
 * both sides, and a count of earlier outcomes is a strong feature that may not be known in time.
 */
export const repeatedEntity: FileCheck = {
  id: "repeated-entity",
  name: "The same one again",
  summary: "Whether the outcome keeps to the same entities, so that rows are no independent witnesses.",
  run(prepared, order) {
    const labels = labelsOf(prepared);
    if (labels === null)
      return [{ columns: [], finding: finding({ verdict: "cannot-tell", reason: "no-label" }) }];
    const entities = prepared.roles.entity ?? [];
    if (entities.length === 0)
      return [{ columns: [], finding: finding({ verdict: "cannot-tell", reason: "no-entity" }) }];
    return entities.map((name) => {
      const { groups, count } = readGroups(prepared.table.columns.get(name)!);
      return { columns: [name], finding: examine(labels, groups, count, order) };
    });
  },
  say(found, columns) {
    const f = found.facts;
    if (found.verdict === "cannot-tell")
      return `Cannot tell for ${quoted(columns)}: only ${f.rows} rows come after an earlier positive row of the same one, and ${LEAST_ROWS} are needed.`;
    const rates = `${percent(Number(f.rateAfter))} of the ${figure(Number(f.rowsAfter))} rows that follow an earlier one with the outcome under the same ${quoted(columns)} have it too, against ${percent(Number(f.rateOther))} of all others`;
    if (found.verdict === "silent") return `The outcome does not keep to ${quoted(columns)}: ${rates}.`;
    return `The outcome keeps to the same ${quoted(columns)}: ${rates} (difference ${figure(100 * found.effect)} points, interval ${span(100 * found.interval![0], 100 * found.interval![1])}; ${pValueText(found.pValue!)}). The ten with most hold ${percent(Number(f.topPositives))} of all outcomes in ${percent(Number(f.topRows))} of the rows.`;
  },
};

function examine(labels: Int8Array, groups: Int32Array, count: number, order: Uint32Array) {
  const positives = new Uint32Array(count);
  const sizes = new Uint32Array(count);
  let rowsAfter = 0;
  let positiveAfter = 0;
  let rowsOther = 0;
  let positiveOther = 0;
  const indices: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const group = groups[row]!;
    if (group < 0 || labels[row]! < 0) continue;
    if (positives[group]! > 0) {
      rowsAfter++;
      positiveAfter += labels[row]!;
      if (indices.length < 300) indices.push(row);
    } else {
      rowsOther++;
      positiveOther += labels[row]!;
    }
    positives[group]! += labels[row]!;
    sizes[group]!++;
  }
  if (rowsAfter < LEAST_ROWS || rowsOther < LEAST_ROWS)
    return finding({
      verdict: "cannot-tell",
      reason: "too-few-rows",
      facts: { rows: rowsAfter, needed: LEAST_ROWS },
    });
  const rateAfter = positiveAfter / rowsAfter;
  const rateOther = positiveOther / rowsOther;
  const pooled = (positiveAfter + positiveOther) / (rowsAfter + rowsOther);
  const z = (rateAfter - rateOther) / Math.sqrt(pooled * (1 - pooled) * (1 / rowsAfter + 1 / rowsOther));
  const pValue = normalTwoSided(z);
  const top = [...positives.keys()].sort((a, b) => positives[b]! - positives[a]!).slice(0, 10);
  const all = positiveAfter + positiveOther;
  const rings = z > 0 && pValue < ALPHA && rateAfter >= TIMES * rateOther;
  return finding({
    verdict: rings ? "rings" : "silent",
    reason: rings ? "outcome-follows-entity" : "no-difference",
    statistic: rateAfter - rateOther,
    effect: rateAfter - rateOther,
    interval: newcombeInterval(positiveAfter, rowsAfter, positiveOther, rowsOther),
    pValue,
    threshold: ALPHA,
    rows: rings ? { table: "reference", indices, count: rowsAfter } : null,
    facts: {
      rateAfter,
      rateOther,
      rowsAfter,
      rowsOther,
      topPositives: top.reduce((sum, g) => sum + positives[g]!, 0) / all,
      topRows: top.reduce((sum, g) => sum + sizes[g]!, 0) / (rowsAfter + rowsOther),
    },
  });
}
