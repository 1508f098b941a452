import type { Detector, DetectorInput, Finding, ParamSpec, ParamsOf, ParamTable } from "../../contracts.ts";
import type { Random } from "../../random.ts";
import { newcombeInterval } from "../../stats/newcombe-interval.ts";
import { replays } from "../../streams/replay.ts";
import { runStream, type Stream } from "../../streams/stream.ts";
import { cannotTell } from "../findings.ts";
import { drain } from "../run.ts";
import { type ErrorLine, errorLine } from "./error-line.ts";
import { ALPHA } from "./params.ts";
import { sayAlarms } from "./stream-words.ts";

/** What every detector over a line of errors takes besides its own parameters. */
export const LINE_PARAMS = {
  alpha: {
    ...ALPHA,
    default: 0.01,
    help: "How rarely replays of the older rows may ring as often. Nine such detectors read the same errors, hence the strict level.",
  },
  limit: {
    kind: "number",
    label: "Errors read at most",
    unit: "",
    min: 1000,
    max: 1000000,
    step: 1000,
    default: 30000,
    scale: "log",
    help: "Of longer lines every second, third ... row is read.",
  },
  changeAt: {
    kind: "number",
    label: "Time of a known change",
    unit: "",
    min: 0,
    max: 8640000000000000,
    step: 1,
    default: 0,
    help: "In the unit of the event time; 0 where none is known. The delay of the alarm is counted from it.",
  },
} as const satisfies Readonly<Record<string, ParamSpec>>;

/** Errors that each window must hold. */
const NEEDED = 100;
/** Alarms listed in a finding; the true number stands in its facts. */
const LISTED = 500;

type Described<P extends ParamTable> = Pick<
  Detector<P>,
  "id" | "name" | "summary" | "formula" | "falseAlarmCost" | "source" | "params"
> & {
  /** The state machine with these parameters. */
  create(params: ParamsOf<P>, random: Random): Stream;
};

/**
 * A detector that hands a model's errors, one at a time, to a state machine.
 *
 * Older and newer rows are read as one line of time, an error entering when its label becomes known ({@link errorLine}). It
 * rings where the newer part has more alarms than replays of the older part give ({@link replays}; p below `alpha`), and more to
 * the row than the older part itself. So a machine that rings now and then on any stream does not make a finding of it, and one
 * that always rings as often, the dummy, never makes one.
 *
 * `statistic` is the number of alarms in the newer part, `threshold` what the replays give on average, `effect` the newer share
 * of errors less the older one with Newcombe's interval, `at` the times of all alarms, older ones included. Facts: `firstAlarm`
 * (the first in the newer part), `alarms`, `olderAlarms`, `warnings`, `read`, and where a change time is given `delay` =
 * `detection` (what it would have been with every label at once) + `maturity` (what waiting for labels added).
 */
export function streamDetector<const P extends typeof LINE_PARAMS & ParamTable>(
  described: Described<P>,
): Detector<P> {
  const { create, ...rest } = described;
  function* steps(input: DetectorInput, params: ParamsOf<P>, random: Random): Generator<void, Finding> {
    const { alpha, limit, changeAt } = params as ParamsOf<typeof LINE_PARAMS>;
    if (input.current === null) return cannotTell("no-current");
    const line = errorLine(input.reference, input.current, input.roles, limit);
    if (typeof line === "string") return cannotTell(line);
    const { errors, boundary, entered } = line;
    const fewer = Math.min(boundary, errors.length - boundary);
    if (fewer < NEEDED) {
      const reason = line.labelDelay > 0 && line.leftOut > 0 ? "labels-too-late" : "too-few-rows";
      return cannotTell(reason, { rows: Math.max(0, fewer), needed: NEEDED });
    }
    yield;
    const make = (chance: Random) => create(params, chance);
    const { drifts, warnings } = runStream(make(random.fork("draws")), errors);
    const later = drifts.filter((at) => at >= boundary);
    yield;
    const null_ = yield* replays(make, errors, boundary, later.length, random.fork("replays"));
    const olderAlarms = drifts.length - later.length;
    const isMore = later.length / (errors.length - boundary) > olderAlarms / boundary;
    const rings = null_.pValue < alpha && isMore;
    const [olderErrors, newerErrors] = sums(errors, boundary);
    const newerRows = errors.length - boundary;
    const effect = newerErrors / newerRows - olderErrors / boundary;
    return {
      verdict: rings ? "rings" : "silent",
      statistic: later.length,
      effect,
      interval: newcombeInterval(newerErrors, newerRows, olderErrors, boundary),
      pValue: null_.pValue,
      threshold: null_.alarms,
      at: drifts.slice(0, LISTED).map((at) => entered[at]!),
      rows: null,
      reason: rings
        ? effect >= 0
          ? "errors-rise"
          : "errors-fall"
        : later.length === 0
          ? "no-alarm"
          : "as-often-as-before",
      facts: {
        alarms: later.length,
        olderAlarms,
        ...(later.length > 0 ? { firstAlarm: entered[later[0]!]! } : {}),
        warnings: warnings.filter((at) => at >= boundary).length,
        read: errors.length,
        newer: newerRows,
        every: line.every,
        leftOut: line.leftOut,
        rateBefore: olderErrors / boundary,
        rateAfter: newerErrors / newerRows,
        replays: null_.count,
        replayAlarms: null_.alarms,
        scoreThreshold: line.threshold,
        labelDelay: line.labelDelay,
        isTime: line.isTime ? "yes" : "no",
        ...(changeAt > 0 ? delayOf(line, drifts, changeAt, () => make(random.fork("at once"))) : {}),
      },
    };
  }
  return {
    ...rest,
    family: "streams",
    scope: "table",
    accepts: [],
    windows: 2,
    needs: ["label", "score"],
    // Neither gives an error to read: a label that never comes, or one that says "genuine" until it does.
    blindTo: ["immature-labels", "selective-labels"],
    steps,
    detect: (input, params, random) => drain(steps(input, params, random)),
    say: (finding, columns) => sayAlarms(rest.name, finding, columns),
  };
}

function sums(errors: Float64Array, boundary: number): [number, number] {
  let [older, newer] = [0, 0];
  for (let i = 0; i < errors.length; i++) {
    if (i < boundary) older += errors[i]!;
    else newer += errors[i]!;
  }
  return [older, newer];
}

/**
 * From a change to the first alarm after it, in two parts: what it would have taken had every label been known at once (the
 * same errors in the order in which they happened), and what waiting for labels added. Empty where either line never rings.
 */
export function delayOf(
  line: ErrorLine,
  drifts: readonly number[],
  changeAt: number,
  create: () => Stream,
): Record<string, number> {
  const first = drifts.find((at) => line.entered[at]! >= changeAt);
  // Of the rows before the first entry only those with slow labels are in the line, and of the last ones only those with quick
  // labels: stretches that would look better, and worse, than they were.
  const from = line.entered[0]!;
  const to = line.entered[line.entered.length - 1]! - line.labelDelay;
  const order = Uint32Array.from(line.errors, (_, i) => i)
    .filter((i) => line.happened[i]! >= from && line.happened[i]! <= to)
    .sort((a, b) => line.happened[a]! - line.happened[b]! || a - b);
  const atOnce = runStream(
    create(),
    Float64Array.from(order, (i) => line.errors[i]!),
  ).drifts;
  const oracle = atOnce.find((at) => line.happened[order[at]!]! >= changeAt);
  if (first === undefined || oracle === undefined) return {};
  const delay = line.entered[first]! - changeAt;
  const detection = line.happened[order[oracle]!]! - changeAt;
  return { delay, detection, maturity: delay - detection };
}
