import type { Figure } from "../contracts.ts";
import { axisX, axisY, labelsApart, Plot, percentTick } from "../shared/plot.ts";
import type { Alone, Result } from "./result.ts";
import { counted, percent } from "./words.ts";

/** What a detector sees against how often it cries wolf. */
export const price: Figure<Result> = {
  title: "What each detector sees, and how often it rings for nothing",
  needs: ["alone", "numbers"],
  height: (width) => Math.round(Math.max(330, Math.min(430, width * 0.6))),
  draw({ alone, numbers }, _width, theme) {
    const high = Math.max(0.25, Math.ceil(10 * Math.max(...alone.map((one) => one.falseAlarms))) / 10 + 0.05);
    const top = Math.max(4, Math.max(...alone.map(({ sees }) => sees)) + 1);
    const named = alone.filter((one) => one.best || one.falseAlarms >= 0.08 || one.id === "periodic-dummy");
    const gap = (17 * top) / 258;
    const places = new Map<string, Alone & { label: number }>();
    // Labels are kept apart within their own neighbourhood of the x axis.
    for (const side of [(x: number) => x < high / 3, (x: number) => x >= high / 3]) {
      const own = named.filter((one) => side(one.falseAlarms)).sort((a, b) => a.sees - b.sees);
      for (const one of labelsApart(own, "sees", gap, [0, top])) places.set(one.id, one);
    }
    const labels = [...places.values()].map((one) => ({
      ...one,
      words: one.id === "periodic-dummy" ? "the dummy" : one.name,
    }));
    const best = alone.filter((one) => one.best).sort((a, b) => b.sees - a.sees)[0];
    const loudest = alone.reduce((most, one) => (one.falseAlarms > most.falseAlarms ? one : most));
    return {
      plot: {
        marginLeft: 36,
        marginRight: 16,
        marginTop: 28,
        marginBottom: 44,
        x: { domain: [-0.008, high] },
        // Those that see nothing stand above the numbers of the axis, not on them.
        y: { domain: [-0.06 * top, top] },
        marks: [
          axisX({
            label: "rings on the healthy twin, share of seeds",
            format: percentTick as never,
            ticks: 5,
          }),
          axisY({ label: "failures seen", ticks: 6 }),
          Plot.ruleY(
            alone.filter((one) => one.best),
            {
              y: "sees",
              x1: "low",
              x2: (one: Alone) => Math.min(high, one.high),
              stroke: theme.quiet,
              strokeWidth: 1,
              strokeOpacity: 0.6,
            } as never,
          ),
          Plot.dot(
            alone.filter((one) => !one.best),
            {
              x: "falseAlarms",
              y: "sees",
              r: 4,
              symbol: "square",
              fill: theme.paper,
              stroke: theme.quiet,
              strokeWidth: 1.5,
              fillOpacity: 0.6,
            } as never,
          ),
          Plot.dot(
            alone.filter((one) => one.best),
            {
              x: "falseAlarms",
              y: "sees",
              r: 5,
              symbol: "square",
              fill: theme.alarm,
              stroke: theme.paper,
            } as never,
          ),
          ...(["start", "end"] as const).map((anchor) =>
            Plot.text(
              labels.filter((one) => one.falseAlarms > 0.6 * high === (anchor === "end")),
              {
                x: "falseAlarms",
                y: "label",
                text: "words",
                textAnchor: anchor,
                dx: anchor === "end" ? -9 : 9,
                fill: theme.ink,
                stroke: theme.paper,
                strokeWidth: 4,
                fontWeight: 500,
              } as never,
            ),
          ),
        ],
      },
      summary: best
        ? `${best.name} sees ${counted(best.sees, "failure")} and rings for nothing in ${percent(best.falseAlarms)} of the seeds. ${
            loudest.falseAlarms >= 0.1
              ? `${loudest.name} rings for nothing in ${percent(loudest.falseAlarms)}, and sees ${loudest.sees}. `
              : ""
          }${counted(numbers.idle, "detector")} of ${numbers.detectors} see nothing here.`
        : "No detector sees anything for certain here.",
      table: {
        columns: [
          { key: "name", label: "detector" },
          { key: "family", label: "family" },
          { key: "sees", label: "failures seen" },
          { key: "falseAlarms", label: "rings on the healthy twin", unit: "share of seeds" },
          { key: "low", label: "from" },
          { key: "high", label: "to" },
        ],
        rows: [...alone]
          .sort((a, b) => b.sees - a.sees || a.falseAlarms - b.falseAlarms)
          .map(({ best: _, ...one }) => one),
      },
    };
  },
};
