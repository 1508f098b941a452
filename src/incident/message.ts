import type { Random } from "../core/random.ts";
import { DAY } from "../core/world/settings.ts";
import type { Alert } from "./alerts.ts";
import { alertsOf } from "./alerts.ts";
import type { Bench } from "./bench.ts";
import { chanceOf } from "./codes.ts";
import type { Briefing } from "./contracts.ts";
import { weekdayOf } from "./moments.ts";

/** What a colleague says of an alert: where it rings, and where it does not. True either way. */
const SAYS: Readonly<Record<string, readonly [rings: string, silent: string]>> = {
  volume: ["The number of rows looks odd to me.", "As many rows come in as on any day."],
  latency: ["The service feels slow.", "Latency is fine, I looked."],
  missing: ["More values are missing than usual.", "No more values are missing than usual."],
  "feature-drift": ["One of the features has moved.", "No feature has moved much, going by the index."],
  "score-drift": ["The scores look different.", "The scores look like those of last week."],
  stopped: ["We stop another share of the payments than we did.", "We stop about as many payments as ever."],
  reported: ["A good many frauds are reported already.", "No flood of fraud reports so far."],
  recall: ["Recall has fallen, going by what is known.", "Recall is where it was, going by what is known."],
  precision: ["Precision has fallen, going by what is known.", "Precision is where it was."],
  result: [
    "The business result of these days looks bad.",
    "The business result of these days looks all right.",
  ],
  expected: [
    "The model trusts itself less than it did.",
    "By its own scores the model should do as well as ever.",
  ],
};

const COLLEAGUES = ["Mira", "Jonas", "Ines", "Tomasz", "Leyla", "Ravi"] as const;

/** The alert that wakes you: the loudest one where it is gentle, the faintest where it is hard, any of them else. */
function wakingAlert(alerts: readonly Alert[], difficulty: string, chance: Random): Alert | null {
  const ringing = alerts.filter(({ rings }) => rings).sort((a, b) => b.size - a.size);
  if (ringing.length === 0) return null;
  if (difficulty === "gentle") return ringing[0]!;
  return difficulty === "hard" ? ringing.at(-1)! : ringing[chance.integer(ringing.length)]!;
}

/** What wakes you, and what the colleague on call writes: true, if not all that is true. */
export function wakeUp(bench: Bench, code: string): Pick<Briefing, "alert" | "message"> {
  const { incident, service, days } = bench;
  const chance = chanceOf(code).fork("message");
  const alerts = alertsOf(days);
  const woken = wakingAlert(alerts, incident.difficulty, chance.fork("alert"));
  const yesterday = days.at(-1)!;
  const alert =
    woken === null
      ? {
          name: "A call from finance",
          metric: "result",
          sentence: `No alert rang. They ask why the model earned €\u00a0${Math.round(yesterday.money.result).toLocaleString("en-GB")} yesterday, as far as is known.`,
        }
      : { name: woken.name, metric: woken.id, sentence: woken.sentence };
  const others = chance.fork("others").shuffle(alerts.filter((one) => one !== woken));
  const loud = others.filter(({ rings }) => rings).sort((a, b) => b.size - a.size);
  const calm = others.filter(({ rings }) => !rings);
  // Gentle: what else rings. Hard: what does not, which is true and leads nowhere.
  const chosen = {
    gentle: [...loud.slice(0, 2), ...calm].slice(0, 2),
    fair: [...loud.slice(0, 1), ...calm].slice(0, 2),
    hard: calm.slice(0, 2),
  }[incident.difficulty];
  const sentences = chosen.map(({ id, rings }) => SAYS[id]![rings ? 0 : 1]);
  const last = service.versions.filter(({ fromDay }) => fromDay < incident.today).at(-1)!;
  const { startAt } = service.world.periods.production;
  if (incident.difficulty === "gentle" && last.fromDay >= incident.today - 7)
    sentences.push(`We released ${last.name} on ${weekdayOf(startAt, last.fromDay)}.`);
  else sentences.push(weekdaySentence(startAt, incident.today));
  return { alert, message: { from: COLLEAGUES[chance.fork("who").integer(COLLEAGUES.length)]!, sentences } };
}

function weekdaySentence(startAt: number, today: number): string {
  const at = new Date(startAt + today * DAY).getUTCDay();
  if (at === 0 || at === 6) return "It is the weekend, so nobody else is here.";
  return at === 1 ? "It was the weekend, so nobody has looked since Friday." : "I have not touched anything.";
}
