import type { Finding, Task } from "../core/contracts.ts";
import { detector as detectorOf } from "../core/detectors/registry.ts";
import { runDetectorInSteps } from "../core/detectors/run.ts";
import { random } from "../core/random.ts";
import { caseOf, columnsFor, dataOf } from "../core/report-card/cases.ts";
import { twoWindows } from "./pictures/drift.ts";
import type { Picture } from "./pictures/picture.ts";

/** What the page of a detector asks for: a case at a strength, in so many rows. */
export type ExamplePayload = {
  detector: string;
  case: string;
  strength: number;
  rows: number;
  seed: number;
};

export type Judged = { finding: Finding; sentence: string };

export type Example = {
  columns: readonly string[];
  /** Rows of the older and of the newer window. */
  rows: readonly [number, number];
  broken: Judged;
  /** The same rows with nothing wrong. */
  healthy: Judged;
  picture: Picture | null;
};

/** Runs a detector on seeded rows with a case at a strength, and on the same rows with nothing wrong. */
export async function job(
  { detector: id, case: caseId, strength, rows, seed }: ExamplePayload,
  task: Task<Example>,
): Promise<Example> {
  const detector = detectorOf(id);
  const { setting, strength: scale } = caseOf(caseId);
  const columns = columnsFor(detector, setting, caseId);
  if (columns === null) throw new Error(`“${detector.name}” reads nothing that this change touches.`);
  const judge = async (at: number): Promise<Judged> => {
    const input = { ...dataOf(detector, setting, caseId, at, rows, seed), columns };
    const steps = runDetectorInSteps(detector, input, {}, random(seed).fork("report card").fork(id));
    for (;;) {
      const step = steps.next();
      await task.breathe();
      if (step.done) return { finding: step.value, sentence: detector.say(step.value, columns) };
    }
  };
  const broken = await judge(strength);
  task.progress(1, 2);
  const healthy = strength === scale.none ? broken : await judge(scale.none);
  const { reference, current } = dataOf(detector, setting, caseId, strength, rows, seed);
  const drawn = detector.windows === 2 && columns.length === 1 && current !== null;
  return {
    columns,
    rows: [reference.rows, current?.rows ?? 0],
    broken,
    healthy,
    picture: drawn ? twoWindows(columns[0]!, reference, current) : null,
  };
}
