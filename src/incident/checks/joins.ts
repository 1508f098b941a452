import { ask, type Bench, saidBy, together } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Whether the table from which the live version learned holds what nobody could have known. */
export function joins(bench: Bench): Reading {
  const alarms = ["availability-audit", "recipe-match", "lag-one-day"].map((id) => ask(bench, id));
  const said = alarms.map(saidBy);
  const rings = said.filter(({ verdict }) => verdict === "rings");
  return {
    verdict: together(said),
    sign: rings.length > 0 ? "future" : "honest",
    sentence:
      rings.length > 0
        ? rings.map(({ sentence }) => sentence).join(" ")
        : "The table that the live version learned from holds nothing from after its moment.",
    said,
    chart: null,
  };
}
