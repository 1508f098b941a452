import type { Finding, Verdict } from "../core/contracts.ts";
import { detector as detectorOf } from "../core/detectors/registry.ts";
import type { Beginning, Day, Service, ServiceAlarm, ServiceInput, View } from "../core/service/contracts.ts";
import { daysAsKnown } from "../core/service/days.ts";
import { alarmOf, detectorInput, rolesOf, viewOf } from "../core/service/detector-input.ts";
import { memory } from "../core/service/memory.ts";
import { runService } from "../core/service/run.ts";
import type { Said } from "./contracts.ts";
import { type Incident, incidentOf } from "./draw.ts";

/** Payments in training and production together: a day has about 400 of them. */
const ROWS = 30_000;
/** A holiday leaves out payments of all other days: there must be more, for as many to remain. */
const ROWS_WITH_HOLIDAY = 42_000;
/** The newest days, at which the checks look. */
export const RECENT = 3;

/** An incident at work: the service as it runs, and what can be known of it at 03:00. */
export type Bench = {
  incident: Incident;
  service: Service;
  /** The days before today, as known when today begins. */
  days: readonly Day[];
  /** The tables of a view over the newest days, as known when today begins. */
  input(view: View): ServiceInput;
};

/** The service of an incident with these failures in the place of its own, and with what is going on and is not wrong. */
export function serviceOf({ seed, events }: Incident, failures: readonly Beginning[]): Service {
  const rows = events.length > 0 ? ROWS_WITH_HOLIDAY : ROWS;
  return runService({ seed, rows, failures: [...failures, ...events] });
}

/** Puts an incident to work. */
export function benchOf(incident: Incident): Bench {
  const { today, failures } = incident;
  const service = serviceOf(incident, failures);
  const inputs = new Map<View, ServiceInput>();
  return {
    incident,
    service,
    days: daysAsKnown(service, today - 1),
    input(view) {
      let input = inputs.get(view);
      if (input === undefined) {
        input = detectorInput(service, {
          fromDay: today - RECENT,
          toDay: today,
          asKnownOn: today - 1,
          view,
        });
        inputs.set(view, input);
      }
      return input;
    },
  };
}

const benches = memory<Bench>(3);

/** The incident of a code at work; the last ones are kept. */
export function benchOfCode(code: string): Bench {
  return benches(code, () => benchOf(incidentOf(code)));
}

/** A registered detector over the newest days, at its defaults, over all columns that it watches. */
export function ask(bench: Bench, id: string): ServiceAlarm {
  const detector = detectorOf(id);
  const input = { ...bench.input(viewOf(detector)), roles: rolesOf(detector) };
  return alarmOf(detector, input, bench.service.settings.seed);
}

/** The findings that ring, the largest effect first. */
export function ringing({
  findings,
}: ServiceAlarm): readonly { columns: readonly string[]; finding: Finding }[] {
  return findings
    .filter(({ finding }) => finding.verdict === "rings")
    .sort((a, b) => Math.abs(b.finding.effect) - Math.abs(a.finding.effect));
}

/** What a detector said, in its own words: of what rings first, else of what it knows most about. */
export function saidBy(alarm: ServiceAlarm): Said {
  const detector = detectorOf(alarm.detector);
  const [first = alarm.findings.find(({ finding }) => finding.verdict === alarm.verdict)] = ringing(alarm);
  const rest = ringing(alarm).length - 1;
  const more = rest > 0 ? ` The same of ${rest} more column${rest === 1 ? "" : "s"}.` : "";
  const sentence = first === undefined ? "" : `${detector.say(first.finding, first.columns)}${more}`;
  return { detector: detector.id, name: detector.name, verdict: alarm.verdict, sentence };
}

/** The verdict of several detectors together: rings where one does, silent where one is. */
export function together(said: readonly { verdict: Verdict }[]): Verdict {
  const verdicts = said.map(({ verdict }) => verdict);
  return verdicts.includes("rings") ? "rings" : verdicts.includes("silent") ? "silent" : "cannot-tell";
}

/** The mean of the numbers that there are; NaN without any. */
export function mean(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values)
    if (Number.isFinite(value)) {
      sum += value;
      count++;
    }
  return count === 0 ? Number.NaN : sum / count;
}

/** A share in words: "4.2 %", "31 %". */
export const percent = (share: number): string =>
  Number.isFinite(share)
    ? `${(100 * share).toFixed(Math.abs(share) < 0.0995 ? 1 : 0)} %`
    : "an unknown share";
