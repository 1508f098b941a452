import type { RepairId } from "../core/service/contracts.ts";
import { failureOf } from "../core/service/registry.ts";
import { repairOf } from "../core/service/repairs.ts";
import { type Bench, benchOfCode } from "./bench.ts";
import { CHECKS, checkOf } from "./check-list.ts";
import type { Debrief } from "./contracts.ts";
import { type Hypothesis, type Incident, incidentOf } from "./draw.ts";
import { alertEvidence } from "./evidence.ts";
import { afterDashboard, answerOf, type Way, wayOf, weightOf } from "./expert.ts";
import { HOURS, lossByDay, mends, piecesOf, repairsAreRight, rightRepairs } from "./money.ts";
import { type Commitment, minutesOf, type Play } from "./play.ts";
import { read } from "./read.ts";
import { judgeCauses, scoreOf } from "./score.ts";

/** What lies behind an incident. */
export const behind = ({ failures, events }: Incident): Hypothesis =>
  [...failures, ...events].map(({ id }) => id);

/** The way of an expert through the incident of a bench. */
export const expertWay = (bench: Bench): Way => wayOf(alertEvidence(bench), (id) => read(bench, id).sign);

/** Whether an expert gets to the truth within the budget. */
export const solves = (bench: Bench, way: Way): boolean => way.answer === answerOf(behind(bench.incident));

/** What comes after the commitment: the truth, the money, the ways, and the points. Throws where nothing was committed. */
export function debriefOf(code: string, { checks, commitment }: Play): Debrief {
  if (commitment === null) throw new Error("There is no debrief before the commitment.");
  const incident = incidentOf(code);
  const bench = benchOfCode(code);
  const way = expertWay(bench);
  const minutes = minutesOf(checks);
  const truth = incident.failures.map(({ id }) => id);
  const cause = judgeCauses(truth, commitment.causes);
  const repairRight = repairsAreRight(incident, commitment.repairs);
  const money = moneyOf(incident, bench, commitment.repairs, minutes, way.minutes);
  const prior = afterDashboard(alertEvidence(bench));
  return {
    truth: incident.failures.map(({ id, fromDay, strength }) => {
      const failure = failureOf(id);
      const { name, cause, summary, chapter, repair } = failure;
      return {
        id,
        name,
        cause,
        summary,
        strength: failure.strengthWords(strength),
        strengthShare: strength,
        sinceDay: fromDay,
        chapter,
        repair: repairOf(repair).name,
      };
    }),
    instead: incident.failures.length > 0 ? null : insteadOf(incident),
    cause,
    repairRight,
    repairWords: repairWords(incident, commitment),
    money,
    checks: CHECKS.map(({ id, name, minutes: price }) => {
      const { verdict, sentence, sign } = read(bench, id);
      const made = checks.includes(id);
      return {
        id,
        name,
        minutes: price,
        made,
        verdict,
        sentence,
        weight: weightOf(prior, behind(incident), id, sign),
      };
    }),
    expert: {
      steps: way.steps.map(({ id, minutes: price, sure }) => {
        const { verdict, sentence } = read(bench, id);
        return { id, name: checkOf(id).name, minutes: price, sentence, verdict, sure };
      }),
      minutes: way.minutes,
      solved: solves(bench, way),
    },
    minutes,
    score: scoreOf({
      cause,
      repairRight,
      nothingWrong: truth.length === 0,
      minutes,
      expertMinutes: way.minutes,
      lost: money.lost,
    }),
  };
}

function insteadOf({ events }: Incident): NonNullable<Debrief["instead"]> {
  const [event] = events;
  if (event !== undefined) {
    const { name, summary, chapter } = failureOf(event.id);
    return { name, summary, chapter };
  }
  return {
    name: "Labels that were not in yet",
    summary:
      "The service did what it always does. Frauds of the last days had not been reported yet, so precision and the business result looked worse than they were.",
    chapter: "label-maturity",
  };
}

function repairWords({ failures }: Incident, { repairs }: Commitment): readonly string[] {
  return repairs.map((id) => {
    const { name } = repairOf(id as RepairId);
    const mended = failures
      .filter((one) => mends(failureOf(one.id), id))
      .map((one) => failureOf(one.id).cause);
    if (failures.length === 0)
      return id === "nothing" || id === "wait-for-labels"
        ? `${name}: right, there was nothing to mend.`
        : `${name}: there was nothing to mend.`;
    if (mended.length === 0)
      return `${name}: it does nothing about ${failures.map((one) => failureOf(one.id).cause).join(" or ")}.`;
    const hours = HOURS[id as RepairId];
    return `${name}: it answers ${mended.join(" and ")}${hours > 0 ? `, and works after ${hours} hour${hours === 1 ? "" : "s"}` : ""}.`;
  });
}

function moneyOf(
  incident: Incident,
  { service }: Bench,
  repairs: readonly string[],
  minutes: number,
  expertMinutes: number,
): Debrief["money"] {
  const { startAt } = service.world.periods.production;
  const under = (chosen: readonly string[], after: number) =>
    lossByDay(incident, piecesOf(incident, chosen, after, startAt));
  const nothing = under([], 0);
  const yours = under(repairs, minutes);
  const right = under(rightRepairs(incident), expertMinutes);
  const end = (sums: readonly number[]) => sums.at(-1) ?? 0;
  const before = nothing.sums[nothing.days.indexOf(incident.today - 1)] ?? 0;
  return {
    days: nothing.days,
    nothing: nothing.sums,
    yours: yours.sums,
    right: right.sums,
    lost: { yours: end(yours.sums), right: end(right.sums), nothing: end(nothing.sums) },
    before,
  };
}
