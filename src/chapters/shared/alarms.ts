import type { Alarm, DetectorInput } from "../../core/contracts.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { random } from "../../core/random.ts";

/**
 * One line of the alarm panel: the registered detector with its default parameters, on the broken world and on its healthy
 * twin, with the same seed. Where both inputs are the very same, it runs once.
 */
export function alarm(
  id: string,
  columns: readonly string[],
  broken: Omit<DetectorInput, "columns">,
  healthy: Omit<DetectorInput, "columns">,
  seed: number,
): Alarm {
  const found = detector(id);
  const run = (input: Omit<DetectorInput, "columns">) =>
    runDetector(found, { ...input, columns }, {}, random(seed).fork("alarms").fork(id));
  const first = run(broken);
  return { detector: id, columns, broken: first, healthy: broken === healthy ? first : run(healthy) };
}
