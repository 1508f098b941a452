import type { Figure } from "../contracts.ts";
import { axisX, Plot, plainDot, productionDot, roundDomain } from "../shared/plot.ts";
import type { Outcome, Result } from "./result.ts";
import { capital, change, NAMES, SHORT, share, three, whole } from "./words.ts";

type Line = Outcome & { place: number; name: string };

export const outcomes: Figure<Result> = {
  title: "What each break costs on its days, with the gate open and shut",
  needs: ["outcomes"],
  height: (width) => (width < 480 ? 470 : 400),
  draw({ outcomes }, width, theme) {
    const narrow = width < 480;
    const lines: Line[] = [...outcomes]
      .sort((a, b) => b.open - a.open)
      .map((one, place) => ({ ...one, place, name: narrow ? SHORT[one.id] : NAMES[one.id] }));
    const values = lines.flatMap(({ open, shut }) => [open, shut]);
    const [low, high] = roundDomain(Math.min(-50, ...values), Math.max(200, ...values), 50);
    return {
      plot: {
        marginLeft: narrow ? 14 : 190,
        marginRight: narrow ? 58 : 90,
        marginTop: 44,
        marginBottom: 44,
        x: { domain: [low, high] },
        y: { domain: [lines.length - 0.4, -0.6], axis: null },
        marks: [
          axisX({
            label: narrow
              ? "EUR per 1,000 payments, over healthy"
              : "EUR per 1,000 payments beyond the healthy twin",
            ticks: narrow ? 4 : 7,
            format: whole as never,
          }),
          Plot.ruleX([0], { stroke: theme.quiet, strokeDasharray: "3,3" }),
          Plot.text(["healthy"], {
            x: () => 0,
            frameAnchor: "top",
            dy: -14,
            textAnchor: narrow ? "start" : "middle",
            fill: theme.quiet,
          } as never),
          Plot.link(lines, {
            x1: "shut",
            x2: "open",
            y1: "place",
            y2: "place",
            stroke: theme.production,
            strokeOpacity: 0.45,
            strokeWidth: 5,
          } as never),
          plainDot(lines, { x: "shut", y: "place", r: 5 }),
          productionDot(lines, { x: "open", y: "place", r: 5.5 }),
          Plot.text(lines, {
            y: "place",
            text: ({ name }: Line) => capital(name),
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? -8 : -184,
            dy: narrow ? -16 : 0,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(lines, {
            y: "place",
            text: ({ caught }: Line) => share(caught),
            frameAnchor: "right",
            textAnchor: "start",
            dx: narrow ? 14 : 20,
            fill: theme.ink,
            fontWeight: ({ caught }: Line) => (caught < 0.5 ? 650 : 450),
          } as never),
          Plot.text(["caught"], {
            frameAnchor: "top-right",
            textAnchor: "start",
            dx: narrow ? 14 : 20,
            dy: -14,
            fill: theme.quiet,
          } as never),
          Plot.text(["◆ gate open   ○ gate shut"], {
            frameAnchor: "top-left",
            textAnchor: "start",
            dx: narrow ? -8 : -184,
            dy: narrow ? -30 : -14,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(lines),
      table: {
        columns: [
          { key: "name", label: "break" },
          { key: "caught", label: "caught by the gate" },
          { key: "open", label: "gate open, EUR per 1,000" },
          { key: "shut", label: "gate shut, EUR per 1,000" },
          { key: "aucOpen", label: "ROC AUC, open" },
          { key: "aucShut", label: "ROC AUC, shut" },
          { key: "stoppedOpen", label: "good payments stopped, open" },
          { key: "stoppedShut", label: "good payments stopped, shut" },
        ],
        rows: lines.map((one) => ({
          name: NAMES[one.id],
          caught: share(one.caught),
          open: change(one.open),
          shut: change(one.shut),
          aucOpen: three(one.rocAucOpen),
          aucShut: three(one.rocAucShut),
          stoppedOpen: share(one.stoppedOpen),
          stoppedShut: share(one.stoppedShut),
        })),
      },
    };
  },
};

function sentence(lines: readonly Line[]): string {
  if (lines.every(({ open, shut }) => Math.abs(open) < 0.5 && Math.abs(shut) < 50))
    return "No row is hit, so no break costs anything.";
  const worst = lines[0]!;
  const left = lines.reduce((a, b) => (b.shut > a.shut ? b : a));
  return `With the gate open ${NAMES[worst.id]} cost most, ${change(worst.open)} EUR per 1,000 payments; with it shut ${NAMES[left.id]} do, ${change(left.shut)}, since the gate catches ${share(left.caught)} of those rows.`;
}
