import type { Detector, Roles } from "../contracts.ts";
import { overFeatures } from "../detectors/over-features.ts";
import { runDetector } from "../detectors/run.ts";
import { random } from "../random.ts";
import { labelsAsKnownAt } from "../world/as-known.ts";
import type { Service, ServiceAlarm, ServiceInput, Version, View, Window } from "./contracts.ts";
import { endOf } from "./days.ts";
import { WATCHED } from "./drift.ts";
import { rowRange, scoresOf } from "./release.ts";
import { asLogged, COUNT, paymentsTable, SERVICE_ROLES } from "./tables.ts";

export { WATCHED };

/**
 * What does not read an older and a newer window: it needs the history behind a row, compares the same rows, or asks of one log
 * which of its labels are there.
 */
const VIEWS: Readonly<Record<string, View>> = {
  "recipe-match": "past",
  "truncation-test": "past",
  "row-parity": "same-rows",
  "selective-labels": "log",
};

/** The two tables that a detector is given. */
export const viewOf = ({ id }: Pick<Detector, "id">): View => VIEWS[id] ?? "windows";

/** The roles that a detector is given: lateness is that of the rows, every other clock is that of the nightly count. */
export const rolesOf = ({ id }: Pick<Detector, "id">): Roles =>
  id === "lateness" ? { ...SERVICE_ROLES, "feature-known-time": ["arrived_at"] } : SERVICE_ROLES;

const CATEGORIES: readonly string[] = ["merchant_category", "payment_method"];
/** Groups of people, which are robbed alike. */
const SEGMENTS = ["cohort", "region"];
const GROUPS = [...SEGMENTS, "merchant_category", "payment_method"];

/**
 * The columns on which a detector is run: one group a run. A detector of the whole table gets them at once; one of a single column
 * is run on each, with Holm's correction over them.
 */
export function columnsFor(detector: Detector): readonly (readonly string[])[] {
  const { id, family, scope, accepts } = detector;
  if (accepts.length === 0) return [[]];
  if (family === "who")
    return scope === "table"
      ? [["cohort", "region", "amount", "hour", "merchant_category", "payment_method", "device_is_new"]]
      : (id === "label-rate-by-segment" ? SEGMENTS : GROUPS).map((name) => [name]);
  if (scope === "table") return [WATCHED];
  if (family === "time" && id !== "golden-feature") return [[COUNT]];
  const readable = WATCHED.filter((name) =>
    accepts.includes(CATEGORIES.includes(name) ? "category" : "number"),
  );
  const withScore = family === "two-samples" && accepts.includes("number") && id !== "range";
  return [...readable, ...(withScore ? ["score"] : [])].map((name) => [name]);
}

/**
 * What a detector reads of a stretch of production, but for the columns. The older table holds the held-out rows of training, as the
 * version that is live at the end of the window read and scores them; the newer one the window's rows as they stood in the log,
 * each as often as it stood there. Labels, reports and rows are as known at the end of `asKnownOn`: a payment without a report
 * counts as genuine. With its past, the older table holds every row up to production, warm-up included; as the same rows twice,
 * the older one holds the window's rows as training would compute them. As a log, the window's rows are the only table.
 *
 * Throws where the window does not lie within production. About 3 ms at the default size.
 */
export function detectorInput(service: Service, window: Window & { view?: View }): ServiceInput {
  const { fromDay, toDay, asKnownOn = Number.POSITIVE_INFINITY, view = "windows" } = window;
  const { world, firstRow, versions, version, production, score, action } = service;
  const days = firstRow.length - 1;
  if (!(fromDay >= 0 && fromDay < toDay && toDay <= days))
    throw new Error(`The days ${fromDay} to ${toDay} do not lie within ${days} days of production.`);
  const at = endOf(service, asKnownOn);
  const known = labelsAsKnownAt(world, at);
  const [from, to] = [firstRow[fromDay]!, firstRow[toDay]!];
  const live = versions[version[Math.max(from, to - 1)]!]!;
  const current = asLogged(
    service,
    paymentsTable(service, production, { from, to }, known, { score, decision: action }),
    from,
    at,
  );
  if (view === "log") return { reference: current, current: null, roles: SERVICE_ROLES };
  const older =
    view === "same-rows"
      ? { from, to }
      : view === "past"
        ? { from: 0, to: world.periods.training.to }
        : { from: live.held[0]!, to: live.held[live.held.length - 1]! + 1 };
  return {
    reference: paymentsTable(service, live.training, older, known, answeredBy(live, older)),
    current,
    roles: SERVICE_ROLES,
  };
}

/** What a version would have answered to some rows as its training reads them. */
function answeredBy(version: Version, { from, to }: { from: number; to: number }) {
  const score = new Float64Array(to);
  score.set(scoresOf(version, version.training, rowRange(from, to)), from);
  return { score, decision: Uint8Array.from(score, (own) => (own >= version.threshold ? 1 : 0)) };
}

/**
 * Runs registered detectors at their defaults on a stretch of production. The same service and window give the same findings. Some
 * detectors take a second ("truncation-test", "recipe-match"): a page runs them one at a time.
 */
export function alarmsOf(service: Service, window: Window, detectors: readonly Detector[]): ServiceAlarm[] {
  const inputs = new Map<View, ServiceInput>();
  return detectors.map((detector) => {
    const view = viewOf(detector);
    let input = inputs.get(view);
    if (input === undefined) {
      input = detectorInput(service, { ...window, view });
      inputs.set(view, input);
    }
    return alarmOf(detector, { ...input, roles: rolesOf(detector) }, service.settings.seed);
  });
}

/** Runs one detector on all its columns; see {@link alarmsOf}. `input` is that of its view, with its roles. */
export function alarmOf(detector: Detector, input: ServiceInput, seed: number): ServiceAlarm {
  const source = random(seed).fork("service alarms").fork(detector.id);
  const groups = columnsFor(detector);
  const findings =
    groups.length === 1
      ? [runDetector(detector, { ...input, columns: groups[0]! }, {}, source)]
      : overFeatures(
          detector,
          input,
          groups.map(([name]) => name!),
          {},
          source,
        );
  const verdict = (["rings", "silent", "cannot-tell"] as const).find((own) =>
    findings.some((one) => one.verdict === own),
  )!;
  return {
    detector: detector.id,
    verdict,
    findings: findings.map((finding, i) => ({ columns: groups[i]!, finding })),
  };
}
