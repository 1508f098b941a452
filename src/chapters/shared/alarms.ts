import type { Alarm, DetectorInput, Finding, ParamValues, Task } from "../../core/contracts.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetectorInSteps } from "../../core/detectors/run.ts";
import { random } from "../../core/random.ts";

export type Side = Omit<DetectorInput, "columns">;

/**
 * One line of the alarm panel: the registered detector with its default parameters, on the broken world and on its healthy
 * twin, with the same seed; messages are let in between the detector's steps. Where both sides are the very same, it runs
 * once. `told` holds what a detector cannot know by itself (the time of a known change, say), never a threshold. Throws where no
 * detector has this id.
 */
export async function alarm(
  id: string,
  columns: readonly string[],
  broken: Side,
  healthy: Side,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  told: ParamValues = {},
): Promise<Alarm> {
  const used = detector(id);
  const run = async (side: Side): Promise<Finding> => {
    const source = random(seed).fork("alarms").fork(id);
    const steps = runDetectorInSteps(used, { ...side, columns }, told as never, source);
    for (;;) {
      const step = steps.next();
      await task.breathe();
      if (step.done) return step.value;
    }
  };
  const first = await run(broken);
  const second = broken === healthy ? first : await run(healthy);
  const { name, summary, source } = used;
  const words = { name, summary, source, saw: used.say(first, columns) };
  return { detector: id, columns, broken: first, healthy: second, words };
}
