import type { Figure } from "../contracts.ts";
import { axisX, Plot, productionDot, roundDomain, trainingDot } from "../shared/plot.ts";
import type { Result, Shadow, ShadowLine } from "./result.ts";
import { CHALLENGER_SHORT, signed } from "./words.ts";

/** What shadow, an A/B test and the truth say about each challenger. */
export const shadow: Figure<Result> = {
  title: "Change of the chargebacks: what shadow says, what a test says, what is true",
  needs: ["shadow"],
  height: (width) => (width < 480 ? 390 : 320),
  draw({ shadow }, width, theme) {
    const narrow = width < 480;
    const rows = shadow.lines.map((line, place) => ({ ...line, place }));
    const [low, high] = roundDomain(
      Math.min(-10, ...rows.map((row) => row.low)),
      Math.max(10, ...rows.map((row) => row.high)),
      5,
    );
    return {
      plot: {
        marginTop: 54,
        marginBottom: 40,
        marginLeft: narrow ? 14 : 178,
        marginRight: 22,
        x: { domain: [low, high] },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          Plot.gridX({ ticks: narrow ? 4 : 7, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({
            label: narrow
              ? "chargebacks per 1,000, change"
              : "chargebacks per 1,000 payments, challenger less champion",
            ticks: narrow ? 4 : 7,
            format: ((value: number) => signed(value, 0)) as never,
          }),
          Plot.ruleX([0], { stroke: theme.ink } as never),
          Plot.link(rows, {
            x1: "low",
            x2: "high",
            y1: "place",
            y2: "place",
            stroke: theme.ink,
            strokeWidth: 2,
            strokeOpacity: 0.5,
          } as never),
          Plot.ruleX(rows, {
            x: "test",
            y1: ({ place }: { place: number }) => place - 0.16,
            y2: ({ place }: { place: number }) => place + 0.16,
            stroke: theme.ink,
            strokeWidth: 2.4,
          } as never),
          productionDot(rows, { x: "truth", y: "place", r: 6 }),
          trainingDot(rows, {
            x: "shadow",
            y: (({ place }: { place: number }) => place - 0.24) as never,
            r: 5,
          }),
          Plot.text(rows, {
            frameAnchor: "left",
            y: "place",
            text: ({ id }: ShadowLine) => (narrow ? CHALLENGER_SHORT[id] : CHALLENGER_SHORT[id]),
            textAnchor: "start",
            dx: narrow ? 0 : -170,
            dy: narrow ? -26 : 0,
            fill: theme.ink,
            fontWeight: (({ id }: ShadowLine) => (id === shadow.line.id ? 650 : 500)) as never,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(["● shadow   ❙ A/B test, 28 days   ◆ true"], {
            frameAnchor: "top-left",
            dy: -44,
            dx: narrow ? 0 : -170,
            fill: theme.quiet,
          } as never),
          Plot.text(["← fewer"], { frameAnchor: "top-left", dy: -24, fill: theme.quiet } as never),
          Plot.text(["more →"], { frameAnchor: "top-right", dy: -24, fill: theme.quiet } as never),
        ],
      },
      summary: sentence(shadow),
      table: {
        columns: [
          { key: "challenger", label: "challenger" },
          { key: "shadow", label: "shadow, per 1,000" },
          { key: "test", label: "A/B test" },
          { key: "interval", label: "95 % interval" },
          { key: "truth", label: "true" },
        ],
        rows: shadow.lines.map((line) => ({
          challenger: line.words,
          shadow: signed(line.shadow),
          test: signed(line.test),
          interval: `${signed(line.low)} to ${signed(line.high)}`,
          truth: signed(line.truth),
        })),
      },
    };
  },
};

function sentence({ worse, lines }: Shadow): string {
  const praised = lines.filter((line) => line.shadow <= 0).length;
  return `Shadow says that ${praised} of ${lines.length} challengers let fewer chargebacks through: it says ${signed(worse.shadow)} per 1,000 of the worse one, and the truth is ${signed(worse.truth)}.`;
}
