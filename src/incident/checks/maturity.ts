import { DAY } from "../../core/world/settings.ts";
import { ask, type Bench, mean, percent, RECENT, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** How many of the labels are in, and how many reports come in a day, whatever payment they belong to. */
export function maturity(bench: Bench): Reading {
  const { service, incident, days } = bench;
  const said = saidBy(ask(bench, "label-maturity"));
  const { startAt } = service.world.periods.production;
  const arrived = new Float64Array(incident.today);
  for (const at of service.world.chargebacks.reportedAt) {
    const day = Math.floor((at - startAt) / DAY);
    if (day >= 0 && day < incident.today) arrived[day]!++;
  }
  const [now, before] = [mean(arrived.slice(-RECENT)), mean(arrived.slice(0, -RECENT).slice(-10))];
  const change = now < 0.55 * before ? "few" : now > 1.5 * before ? "many" : "usual";
  const matured = mean(days.slice(-RECENT).map((day) => day.matured));
  const rate = `${now.toFixed(0)} reports a day came in over the last three days, ${before.toFixed(0)} before`;
  const flow = {
    few: `${rate}: far fewer, of whichever age the payments are.`,
    many: `${rate}: many more.`,
    usual: `${rate}: about as many.`,
  }[change];
  return {
    verdict: change !== "usual" || said.verdict === "rings" ? "rings" : said.verdict,
    sign: change,
    sentence: `Of the frauds of the last three days about ${percent(matured)} would be reported by now, so figures of these days look other than they will. ${flow}`,
    said: [said],
    chart: {
      kind: "days",
      title: "Reports by the day on which they came in",
      unit: "",
      days: days.map(({ day }) => day),
      lines: [{ name: "reports", side: "production", values: [...arrived] }],
      rule: null,
    },
  };
}
