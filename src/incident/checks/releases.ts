import { DAY } from "../../core/world/settings.ts";
import type { Bench } from "../bench.ts";
import { percent } from "../bench.ts";
import type { Reading } from "../contracts.ts";
import { dateOf } from "../moments.ts";

/** A release so many days ago, or fewer, is news. */
const NEWS = 8;

/** What went live, when, and from what it learned. It says nothing of whether that was wrong. */
export function releases({ service, incident }: Bench): Reading {
  const { versions, world } = service;
  const live = versions.filter(({ fromDay }) => fromDay < incident.today);
  const last = live.at(-1)!;
  const first = live[0]!;
  const isNews = last.fromDay > incident.today - NEWS && live.length > 1;
  const share = ({ learnedFrom }: typeof last) => learnedFrom.frauds / learnedFrom.rows;
  const described = (version: typeof last) => {
    const { learnedFrom, name, threshold } = version;
    return `${name} learned from ${learnedFrom.rows.toLocaleString("en-GB")} payments, ${percent(share(version))} of them fraud, the last of them of ${dateOf(learnedFrom.endAt)}; it stops from a score of ${threshold.toFixed(3)}`;
  };
  const when = dateOf(world.periods.production.startAt + last.fromDay * DAY);
  const sentence = isNews
    ? `${last.name} went live on ${when}. ${described(last)}. Before it, ${described(first)}.`
    : `Nothing went live in the last week. ${described(last)}.`;
  const fewer = share(last) < 0.8 * share(first);
  const small = last.learnedFrom.rows < 0.8 * first.learnedFrom.rows;
  return {
    verdict: isNews ? "rings" : "silent",
    sign: !isNews ? "none" : fewer ? "fewer-frauds" : small ? "fewer-rows" : "release",
    sentence,
    said: [],
    chart: {
      kind: "bars",
      title: "Share of fraud among the payments that each version learned from",
      unit: "%",
      items: live.map((version) => ({ name: version.name, before: null, now: share(version) })),
      words: ["", "share of fraud"],
    },
  };
}
