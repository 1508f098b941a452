import type { Figure } from "../contracts.ts";
import { axisX, Plot, plainDot, productionDot } from "../shared/plot.ts";
import type { Outcome, Result } from "./result.ts";
import { capital, NAMES, share, three, two, whole } from "./words.ts";

type Line = Outcome & { place: number; name: string };

export const outcomes: Figure<Result> = {
  title: "What each mismatch costs: ROC AUC since the new service is live",
  needs: ["outcomes"],
  height: (width) => (width < 480 ? 420 : 360),
  draw({ outcomes }, width, theme) {
    const narrow = width < 480;
    const [none, ...six] = outcomes;
    const healthy = none!;
    const lines: Line[] = six
      .map((one) => ({ ...one, name: NAMES[one.id as keyof typeof NAMES] }))
      .sort((a, b) => a.rocAuc - b.rocAuc)
      .map((one, place) => ({ ...one, place }));
    const known = lines.filter(({ rocAuc }) => Number.isFinite(rocAuc));
    const low = Math.floor(Math.min(0.7, ...known.map(({ interval }) => interval[0])) * 20) / 20;
    const high = Math.ceil(Math.max(healthy.rocAuc, ...known.map(({ interval }) => interval[1])) * 20) / 20;
    const clamp = (value: number) => Math.min(high, Math.max(low, value));
    return {
      plot: {
        marginLeft: narrow ? 18 : 170,
        marginRight: narrow ? 124 : 190,
        marginTop: 46,
        marginBottom: 44,
        x: { domain: [low, high] },
        y: { domain: [lines.length - 0.4, -0.6], axis: null },
        marks: [
          axisX({
            label: "ROC AUC",
            ticks: narrow ? 3 : 5,
            format: ((at: number) => at.toFixed(2)) as never,
          }),
          Plot.ruleX([healthy.rocAuc], { stroke: theme.quiet, strokeDasharray: "3,3" }),
          Plot.text([healthy], {
            x: "rocAuc",
            text: () => "one transform",
            frameAnchor: "top",
            dy: -16,
            textAnchor: narrow ? "end" : "middle",
            fill: theme.quiet,
          } as never),
          Plot.link(known, {
            x1: (line: Line) => clamp(line.interval[0]),
            x2: (line: Line) => clamp(line.interval[1]),
            y1: "place",
            y2: "place",
            stroke: theme.production,
            strokeOpacity: 0.28,
            strokeWidth: 6,
          } as never),
          Plot.link(known, {
            x1: () => healthy.rocAuc,
            x2: "rocAuc",
            y1: "place",
            y2: "place",
            stroke: theme.ink,
            strokeWidth: 1.4,
          } as never),
          plainDot(known, { x: () => healthy.rocAuc, y: "place", r: 5 }),
          productionDot(known, { x: "rocAuc", y: "place", r: 5.5 }),
          Plot.text(lines, {
            y: "place",
            text: ({ name }: Line) => capital(name),
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? -12 : -164,
            dy: narrow ? -15 : 0,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          ...[
            { text: (line: Line) => two(line.rocAuc), dx: 10, head: "AUC" },
            { text: (line: Line) => share(line.stopped), dx: narrow ? 44 : 58, head: "stops" },
            {
              text: (line: Line) => change(line.cost - healthy.cost),
              dx: narrow ? 84 : 118,
              head: narrow ? "€" : "cost, €",
            },
          ].flatMap(({ text, dx, head }) => [
            Plot.text(lines, {
              y: "place",
              text,
              frameAnchor: "right",
              textAnchor: "start",
              dx,
              fill: theme.ink,
            } as never),
            Plot.text([head], {
              frameAnchor: "top-right",
              textAnchor: "start",
              dx,
              dy: -16,
              fill: theme.quiet,
            } as never),
          ]),
          Plot.text([narrow ? "€: cost per 1,000" : "per 1,000 payments"], {
            frameAnchor: "bottom-right",
            textAnchor: "end",
            dx: narrow ? 118 : 184,
            dy: 36,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(healthy, lines),
      table: {
        columns: [
          { key: "name", label: "mismatch" },
          { key: "rocAuc", label: "ROC AUC" },
          { key: "interval", label: "95 % interval" },
          { key: "stopped", label: "stopped" },
          { key: "recall", label: "recall" },
          { key: "precision", label: "precision" },
          { key: "cost", label: "EUR per 1,000 payments" },
        ],
        rows: [{ ...healthy, name: "one transform" }, ...lines].map((one) => ({
          name: one.name,
          rocAuc: three(one.rocAuc),
          interval: `${three(one.interval[0])} to ${three(one.interval[1])}`,
          stopped: share(one.stopped),
          recall: share(one.recall),
          precision: one.precision === null ? null : share(one.precision),
          cost: whole(one.cost),
        })),
      },
    };
  },
};

function change(eur: number): string {
  if (!Number.isFinite(eur)) return "–";
  const rounded = Math.round(eur);
  return rounded === 0 ? "±0" : `${rounded > 0 ? "+" : "−"}${whole(Math.abs(rounded))}`;
}

function sentence(healthy: Outcome, lines: readonly Line[]): string {
  const [worst] = lines;
  if (!worst || !Number.isFinite(worst.rocAuc) || !Number.isFinite(healthy.rocAuc))
    return "There are too few frauds in these days to tell the mismatches apart.";
  const best = lines.at(-1)!;
  if (Math.abs(worst.rocAuc - healthy.rocAuc) < 5e-4 && Math.abs(best.rocAuc - healthy.rocAuc) < 5e-4)
    return `With one transform the model reaches ${two(healthy.rocAuc)}, and with each of the mismatches the same: no payment is served by the new service.`;
  return `With one transform the model reaches ${two(healthy.rocAuc)} in production; with ${worst.name} it keeps ${two(worst.rocAuc)}, with ${best.name} ${two(best.rocAuc)}. None of them stops the service or writes an error to a log.`;
}
