import type { Alarm, Finding, Task } from "../../core/contracts.ts";
import { overMany } from "../../core/detectors/over-features.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { random } from "../../core/random.ts";
import type { Side } from "./alarms.ts";

/**
 * The lines of one detector over many columns, each on the broken world and on its healthy twin, with Holm's correction over the
 * columns. Messages are let in after every column. Throws where no detector has this id.
 */
export async function featureAlarms(
  id: string,
  columns: readonly string[],
  broken: Side,
  healthy: Side,
  seed: number,
  task: Pick<Task<never>, "breathe">,
): Promise<Alarm[]> {
  const used = detector(id);
  const run = async (side: Side): Promise<Finding[]> => {
    const findings: Finding[] = [];
    for (const column of columns) {
      const source = random(seed).fork("alarms").fork(id).fork(column);
      findings.push(runDetector(used, { ...side, columns: [column] }, {}, source));
      await task.breathe();
    }
    return overMany(used, findings, {});
  };
  const first = await run(broken);
  const second = broken === healthy ? first : await run(healthy);
  const { name, summary, source } = used;
  return columns.map((column, i) => ({
    detector: id,
    columns: [column],
    broken: first[i]!,
    healthy: second[i]!,
    words: { name, summary, source, saw: used.say(first[i]!, [column]) },
  }));
}
