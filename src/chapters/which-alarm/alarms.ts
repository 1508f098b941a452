import type { Alarm, Task } from "../../core/contracts.ts";
import { detector as detectorOf } from "../../core/detectors/registry.ts";
import { alarmInSteps, DETECTORS, inputsOf } from "../../core/matrix/measure.ts";
import type { Service, ServiceAlarm } from "../../core/service/index.ts";

/** What every detector says of a service in the window of the matrix. */
export async function verdictsOf(
  service: Service,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<ServiceAlarm[]> {
  const inputOf = inputsOf(service);
  const found: ServiceAlarm[] = [];
  for (const detector of DETECTORS) {
    const steps = alarmInSteps(detector, inputOf, service.settings.seed);
    for (let one = steps.next(); ; one = steps.next()) {
      await task.breathe();
      if (!one.done) continue;
      found.push(one.value);
      break;
    }
    await step();
  }
  return found;
}

/** Columns of one detector that are listed where several ring. */
const LISTED = 2;

/** The lines of the panel: of a detector that is run on many columns those that ring, else the one that came nearest. */
export function linesOf(broken: readonly ServiceAlarm[], healthy: readonly ServiceAlarm[]): Alarm[] {
  return broken.flatMap((own, i) => {
    const detector = detectorOf(own.detector);
    const { name, summary, source } = detector;
    return telling(own).map((at): Alarm => {
      const { columns, finding } = own.findings[at]!;
      return {
        detector: own.detector,
        columns: columns.length > 3 ? [] : columns,
        broken: light(finding),
        healthy: light(healthy[i]!.findings[at]!.finding),
        words: { name, summary, source, saw: detector.say(finding, columns) },
      };
    });
  });
}

function telling({ findings }: ServiceAlarm): number[] {
  const places = findings.map((_, at) => at);
  const strength = (at: number) => {
    const { verdict, pValue, effect } = findings[at]!.finding;
    if (verdict === "cannot-tell") return Number.NEGATIVE_INFINITY;
    return (pValue === null ? 0 : -pValue) + Math.abs(effect) * 1e-6;
  };
  const ringing = places.filter((at) => findings[at]!.finding.verdict === "rings");
  const best = (own: readonly number[]) => [...own].sort((a, b) => strength(b) - strength(a));
  return ringing.length > 0 ? best(ringing).slice(0, LISTED) : best(places).slice(0, 1);
}

/** A finding without the rows and places that no panel shows. */
function light(finding: Alarm["broken"]): Alarm["broken"] {
  return { ...finding, at: [], rows: null, facts: {} };
}
