import type { Detector, Finding } from "../contracts.ts";
import { overMany } from "../detectors/over-features.ts";
import { detectors as registered } from "../detectors/registry.ts";
import { runDetectorInSteps } from "../detectors/run.ts";
import { random } from "../random.ts";
import {
  columnsFor,
  detectorInput,
  rolesOf,
  runService,
  type Service,
  type ServiceAlarm,
  type ServiceInput,
  type View,
  viewOf,
  type Window,
} from "../service/index.ts";
import { bytesOf, lastMade } from "./bytes.ts";
import type { Letter } from "./matrix.ts";

/** The day of production on which a failure of the matrix begins, and the two weeks after it that the detectors read. */
export const FROM_DAY = 14;
/** Labels and rows are as known a week after the window has ended. */
export const WINDOW: Window = { fromDay: FROM_DAY, toDay: FROM_DAY + 14, asKnownOn: 34 };
/** The strengths at which the whole matrix is stored. */
export const STRENGTHS = [0.2, 0.6, 1] as const;

/** Reads rounds of a recommender, which the payments company has not. */
const LEFT_OUT = new Set(["exposure"]);
/** What takes longest comes last, in this order. */
const SLOW = [
  "performance-estimate",
  "mass-over-time",
  "energy-distance",
  "domain-classifier",
  "worst-segment",
  "lag-one-day",
  "recipe-match",
  "truncation-test",
];

/** Every detector of the matrix, quick ones first: the columns of the matrix stand in this order. */
export const DETECTORS: readonly Detector[] = registered
  .filter(({ id }) => !LEFT_OUT.has(id))
  .sort((a, b) => SLOW.indexOf(a.id) - SLOW.indexOf(b.id) || (a.id < b.id ? -1 : 1));

/** The service with one failure, or without (null): the healthy twin. The same seed gives the same payments. */
export function serviceOf(failure: string | null, strength: number, seed: number): Service {
  const failures = failure === null ? [] : [{ id: failure, fromDay: FROM_DAY, strength }];
  return runService({ seed, failures });
}

/**
 * What reads the older table alone, and takes long, with the columns that it does not read. Most failures leave the others as they are, and then
 * so is the finding: it is kept by the bytes of the table.
 */
const READS_OLDER_ALONE: Readonly<Record<string, readonly string[]>> = {
  "golden-feature": ["arrived_at"],
  "recipe-match": ["arrived_at", "score", "decision"],
  "truncation-test": ["arrived_at", "score", "decision"],
};
const kept = lastMade<ServiceAlarm>(24);

/**
 * What a detector says of a service in the window of the matrix, over all its columns: the same as `alarmOf` of the service, in steps, so that a
 * worker can let messages in between them.
 */
export function* alarmInSteps(
  detector: Detector,
  inputOf: (view: View) => ServiceInput,
  seed: number,
): Generator<void, ServiceAlarm> {
  const input = { ...inputOf(viewOf(detector)), roles: rolesOf(detector) };
  const without = READS_OLDER_ALONE[detector.id];
  if (without === undefined) return yield* alarmOfInput(detector, input, seed);
  const key = `${detector.id} ${seed} ${bytesOf(input.reference, without)}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = yield* alarmOfInput(detector, input, seed);
  kept.set(key, made);
  return made;
}

function* alarmOfInput(detector: Detector, input: ServiceInput, seed: number): Generator<void, ServiceAlarm> {
  const source = random(seed).fork("service alarms").fork(detector.id);
  const groups = columnsFor(detector);
  const single = groups.length === 1;
  const findings: Finding[] = [];
  for (const columns of groups) {
    const own = single ? source : source.fork(columns[0]!);
    findings.push(yield* runDetectorInSteps(detector, { ...input, columns }, {}, own));
    yield;
  }
  const settled = single ? findings : overMany(detector, findings, {});
  const verdict = (["rings", "silent", "cannot-tell"] as const).find((own) =>
    settled.some((one) => one.verdict === own),
  )!;
  return {
    detector: detector.id,
    verdict,
    findings: settled.map((finding, i) => ({ columns: groups[i]!, finding })),
  };
}

/** The tables of a service by view; each is made when it is first asked for. */
export function inputsOf(service: Service): (view: View) => ServiceInput {
  const made = new Map<View, ServiceInput>();
  return (view) => {
    const found = made.get(view) ?? detectorInput(service, { ...WINDOW, view });
    made.set(view, found);
    return found;
  };
}

const LETTERS = { rings: "r", silent: "s", "cannot-tell": "c" } as const;

export const letterOf = ({ verdict }: ServiceAlarm): Letter => LETTERS[verdict];

/** The reason of the first finding that has the verdict of the whole. */
export const reasonOf = ({ verdict, findings }: ServiceAlarm): string =>
  findings.find(({ finding }) => finding.verdict === verdict)!.finding.reason;

/** All detectors on one failure (null: the healthy twin) and one seed, in the order of {@link DETECTORS}. */
export function* verdictsInSteps(
  failure: string | null,
  strength: number,
  seed: number,
): Generator<ServiceAlarm | undefined, void> {
  const inputOf = inputsOf(serviceOf(failure, strength, seed));
  for (const detector of DETECTORS) {
    const steps = alarmInSteps(detector, inputOf, seed);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        yield step.value;
        break;
      }
      yield undefined;
    }
  }
}
