import { ask, type Bench, mean, RECENT, ringing, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Columns, kinds, keys, ranges, categories and volume against training. */
export function schema(bench: Bench): Reading {
  const { days } = bench;
  const alarms = ["schema", "unseen-categories", "range"].map((id) => ask(bench, id));
  const said = alarms.map(saidBy);
  const volume = days.map((day) => day.volume);
  const [now, before] = [mean(volume.slice(-RECENT)), mean(volume.slice(0, -RECENT).slice(-10))];
  const copies = mean(days.slice(-RECENT).map((day) => day.volume / day.payments));
  const wrong: string[] = [];
  if (copies > 1.02) wrong.push("twice");
  if (now < 0.8 * before) wrong.push("few-rows");
  if (now > 1.25 * before) wrong.push("many-rows");
  const reason = ringing(alarms[0]!)[0]?.finding.reason.replace("changed-", "");
  if (alarms[1]!.verdict === "rings") wrong.push("unseen");
  if (alarms[2]!.verdict === "rings") wrong.push(`range-${ringing(alarms[2]!)[0]!.columns[0]}`);
  if (reason !== undefined && wrong.length === 0) wrong.push(reason);
  const rings = said.filter(({ verdict }) => verdict === "rings");
  const head =
    rings.length === 0
      ? "Columns, kinds, categories and ranges are as they were in training."
      : rings.map(({ sentence }) => sentence).join(" ");
  const per = `${Math.round(now).toLocaleString("en-GB")} rows a day came in, ${Math.round(before).toLocaleString("en-GB")} before.`;
  const twice = copies > 1.02 ? ` Payments stand in the log ${copies.toFixed(2)} times on average.` : "";
  return {
    verdict: wrong.length > 0 ? "rings" : "silent",
    sign: wrong[0] ?? "as-before",
    sentence: `${head} ${per}${twice}`,
    said,
    chart: {
      kind: "days",
      title: "Rows in the log",
      unit: "rows",
      days: days.map(({ day }) => day),
      lines: [{ name: "rows", side: "production", values: volume }],
      rule: null,
    },
  };
}
