import type { Detector, DetectorInput, Finding, ParamSpec, ParamsOf, ParamTable } from "../contracts.ts";
import type { Random } from "../random.ts";
import { cannotTell, noRole } from "./findings.ts";

/**
 * Runs a detector after the checks that all detectors share: the columns are there and of a kind it reads, the second table
 * is there where it compares two, the roles it needs are there (in each table), and there are rows. What is not there is
 * answered with "cannot-tell" and a reason: `no-columns`, `one-column-only`, `no-current`, `no-<role>`, `no-such-column`,
 * `wrong-kind`, `kinds-differ`, `no-rows`. Parameters that are left out take their defaults.
 *
 * A detector of scope "table" is given the columns under test that it can read; "wrong-kind" only where none is left.
 * Throws for a parameter outside its specification, with the value in the message.
 */
export function runDetector<P extends ParamTable>(
  detector: Detector<P>,
  input: DetectorInput,
  params: Partial<ParamsOf<P>>,
  random: Random,
): Finding {
  const ready = checked(detector, input, params);
  return "verdict" in ready ? ready : detector.detect(ready.input, ready.values, random);
}

/** {@link runDetector} in the steps of the detector, or in one step where it has none. */
export function* runDetectorInSteps<P extends ParamTable>(
  detector: Detector<P>,
  input: DetectorInput,
  params: Partial<ParamsOf<P>>,
  random: Random,
): Generator<void, Finding> {
  const ready = checked(detector, input, params);
  if ("verdict" in ready) return ready;
  if (detector.steps) return yield* detector.steps(ready.input, ready.values, random);
  return detector.detect(ready.input, ready.values, random);
}

/** Runs a generator to its end. */
export function drain<V>(steps: Generator<void, V>): V {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What the detector is to read, or the finding that it cannot tell. */
function checked<P extends ParamTable>(
  detector: Detector<P>,
  input: DetectorInput,
  params: Partial<ParamsOf<P>>,
): Finding | { input: DetectorInput; values: ParamsOf<P> } {
  const values = completeParams(detector.params, params, detector.id);
  const { reference, current, roles } = input;
  const tables = detector.windows === 2 ? [reference, current] : [reference];

  if (detector.windows === 2 && current === null) return cannotTell("no-current");
  for (const role of detector.needs) {
    const names = roles[role] ?? [];
    if (names.length === 0) return cannotTell(noRole(role));
    for (const name of names)
      if (tables.some((one) => !one?.columns.has(name)))
        return cannotTell("no-such-column", { column: name });
  }
  if (tables.some((one) => one?.rows === 0)) return cannotTell("no-rows");

  if (detector.accepts.length === 0) return { input, values };
  if (input.columns.length === 0) return cannotTell("no-columns");
  if (detector.scope === "column" && input.columns.length > 1) return cannotTell("one-column-only");

  const readable: string[] = [];
  let refusal: Finding | null = null;
  for (const name of input.columns) {
    const kinds = tables.map((one) => one?.columns.get(name)?.kind);
    if (kinds.includes(undefined)) refusal ??= cannotTell("no-such-column", { column: name });
    else if (kinds.some((kind) => kind !== kinds[0]))
      refusal ??= cannotTell("kinds-differ", { column: name });
    else if (!detector.accepts.includes(kinds[0]!)) refusal ??= cannotTell("wrong-kind", { column: name });
    else readable.push(name);
  }
  if (refusal !== null && (detector.scope === "column" || readable.length === 0)) return refusal;
  const columns = readable.length === input.columns.length ? input.columns : readable;
  return { input: { ...input, columns }, values };
}

/**
 * The given values with the defaults for those left out. Throws for a value of the wrong kind, outside its range or its
 * options, and for a name that is no parameter, with the value in the message. `owner` is named in the message.
 */
export function completeParams<P extends ParamTable>(
  specs: P,
  given: Partial<ParamsOf<P>>,
  owner: string,
): ParamsOf<P> {
  const values: Record<string, number | string | boolean> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value: unknown = (given as Record<string, unknown>)[name] ?? spec.default;
    const wrong = whatIsWrong(spec, value);
    if (wrong !== null)
      throw new Error(`The parameter “${name}” of ${owner} cannot be ${String(value)}: ${wrong}.`);
    values[name] = value as number | string | boolean;
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(specs, name))
      throw new Error(
        `${owner} has no parameter “${name}” (given as ${String((given as Record<string, unknown>)[name])}).`,
      );
  return values as ParamsOf<P>;
}

function whatIsWrong(spec: ParamSpec, value: unknown): string | null {
  if (spec.kind === "flag") return typeof value === "boolean" ? null : "it is true or false";
  if (spec.kind === "choice")
    return typeof value === "string" && spec.options.includes(value)
      ? null
      : `it is one of ${spec.options.join(", ")}`;
  if (typeof value !== "number" || Number.isNaN(value)) return "it is a number";
  return value >= spec.min && value <= spec.max ? null : `it lies from ${spec.min} to ${spec.max}`;
}
