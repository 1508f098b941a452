import { percent, quoted, sayCannotTell } from "../../core/detectors/findings.ts";
import { normalTwoSided } from "../../core/stats/distributions.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import { plural } from "../words.ts";
import { type FileCheck, finding, labelsOf } from "./file-check.ts";

/** How far above chance labels must agree: so many points, and so many standard errors. */
export const POINTS = 0.1;
export const ERRORS = 3.3;

/**
 * How often a row's label equals that of the row before it in the order of time, against the share that independence gives
 * (r² + (1 - r)² for a rate r), by a z-test. It rings where labels agree at least 10 points more often than that: neighbours
 * then tell each other's answer, and a random split lets a model copy it. Known of the electricity data of Harries (1999):
 * Žliobaitė, "How good is the Electricity benchmark for evaluating concept drift adaptation" (2013).
 */
export const labelPersistence: FileCheck = {
  id: "label-persistence",
  name: "The label before",
  summary: "How often the label merely repeats the label of the row before.",
  run(prepared, order) {
    const labels = labelsOf(prepared);
    if (labels === null)
      return [{ columns: [], finding: finding({ verdict: "cannot-tell", reason: "no-label" }) }];
    let pairs = 0;
    let equal = 0;
    let known = 0;
    let positive = 0;
    let changes = 0;
    for (let i = 0; i < order.length; i++) {
      const label = labels[order[i]!]!;
      if (label < 0) continue;
      known++;
      positive += label;
      if (i === 0 || labels[order[i - 1]!]! < 0) continue;
      pairs++;
      if (label === labels[order[i - 1]!]) equal++;
      else changes++;
    }
    const columns = [prepared.label!];
    if (positive === 0 || positive === known)
      return [{ columns, finding: finding({ verdict: "cannot-tell", reason: "one-class" }) }];
    if (pairs < 50)
      return [
        {
          columns,
          finding: finding({
            verdict: "cannot-tell",
            reason: "too-few-rows",
            facts: { rows: pairs, needed: 50 },
          }),
        },
      ];
    const rate = positive / known;
    const expected = rate * rate + (1 - rate) * (1 - rate);
    const share = equal / pairs;
    const z = (share - expected) / Math.sqrt((expected * (1 - expected)) / pairs);
    const sorted = changes <= 2 || prepared.sortedBy === prepared.label;
    const rings = share - expected >= POINTS && z > ERRORS;
    return [
      {
        columns,
        finding: finding({
          verdict: rings ? "rings" : "silent",
          reason: rings ? (sorted ? "sorted-by-label" : "repeats-the-last") : "no-difference",
          statistic: share,
          effect: share - expected,
          interval: wilsonInterval(equal, pairs),
          pValue: normalTwoSided(z),
          threshold: expected + POINTS,
          facts: {
            share,
            expected,
            pairs,
            majority: Math.max(rate, 1 - rate),
            changes,
            order: prepared.byRowOrder ? "the file" : "time",
          },
        }),
      },
    ];
  },
  say(found, columns) {
    if (found.verdict === "cannot-tell") return sayCannotTell(found, columns);
    const { share, expected, majority, order, changes } = found.facts;
    if (found.verdict === "silent")
      return `${quoted(columns)} repeats the label of the row before in ${percent(Number(share))} of the rows, close to the ${percent(Number(expected))} that chance gives.`;
    if (found.reason === "sorted-by-label")
      return `The rows are sorted by ${quoted(columns)}: in the order of ${order} it changes only ${plural(Number(changes), "time")}. Nothing that reads that order as time can be trusted.`;
    return `In the order of ${order}, ${quoted(columns)} is the same as in the row before in ${percent(Number(share))} of the rows (interval ${percent(found.interval![0])} to ${percent(found.interval![1])}), where chance gives ${percent(Number(expected))}. Repeating the last label beats always guessing the commoner one (${percent(Number(majority))} right): neighbours tell each other’s answer, so a random split flatters every model.`;
  },
};
