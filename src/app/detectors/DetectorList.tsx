import type { Detector } from "../../core/contracts.ts";
import { detectors } from "../../core/detectors/registry.ts";
import type { Entry } from "../../core/report-card/card.ts";
import { type Promised, promiseOf } from "../../core/report-card/promise.ts";
import { PlaceLink } from "../Contents.tsx";
import { entryFor, healthyCells, reportCard } from "./card.ts";
import { families, settings, share } from "./text.ts";

const order = Object.keys(families) as (keyof typeof families)[];

/** Every detector by family, a line each: what it computes, and how often it rings where nothing is wrong. */
export function DetectorList() {
  const pairs = reportCard.pairs.toLocaleString("en-GB");
  return (
    <div className="prose">
      <p>
        Every alarm that rings for nothing teaches someone to look away. So each of these {detectors.length}{" "}
        was run on {pairs} pairs of windows in which nothing was wrong. The share in which it rang stands
        beside it, first for independent rows and then for a payments company, whose customers come again.
      </p>
      {order.map((family) => {
        const own = detectors.filter((one) => one.family === family);
        if (own.length === 0) return null;
        return (
          <section key={family} className="detector-family">
            <h2>{families[family].name}</h2>
            <p className="quiet">{families[family].asks}</p>
            <ul className="detector-list">
              {own.map((one) => (
                <Line key={one.id} detector={one} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** "Rings for nothing in 4.8 % of independent pairs (its level: 5 %), 39 % of payments". */
function ratesOf(entry: Entry, promised: Promised): string {
  const parts = healthyCells(entry).map(({ setting, rate }) => {
    const promise = setting === "independent" ? ` (${promised.words}: ${share(promised.rate)})` : "";
    return `${share(rate.rate)} of ${settings[setting].pairs}${promise}`;
  });
  return `rings for nothing in ${parts.join(", ")}`;
}

function Line({ detector }: { detector: Detector }) {
  const entry = entryFor(detector.id);
  const promised = promiseOf(detector);
  return (
    <li>
      <PlaceLink to={{ kind: "page", id: "detectors", item: detector.id }}>{detector.name}</PlaceLink>
      <span className="detector-summary">{detector.summary}</span>
      <span className="label quiet detector-rate">
        {entry ? ratesOf(entry, promised) : "not measured yet"}
      </span>
    </li>
  );
}
