import type { Figure } from "../contracts.ts";
import { axisX, hatchFill, Plot, roundDomain } from "../shared/plot.ts";
import type { GateLine, Result } from "./result.ts";
import { capital, count, eur, GATES, listed, share, whole } from "./words.ts";

type Part = { place: number; x1: number; x2: number; what: "wrong" | "right" | "needless" };
type Line = GateLine & { place: number; end: number };

export const gates: Figure<Result> = {
  title: "What the failure costs behind each gate",
  needs: ["gates"],
  height: (width) => (width < 480 ? 400 : 300),
  draw({ gates }, width, theme) {
    const narrow = width < 480;
    const lines: Line[] = gates.map((one, place) => ({
      ...one,
      place,
      end: Math.max(0, one.wrong) + one.right + one.needless,
    }));
    const parts: Part[] = lines.flatMap(({ place, wrong, right, needless }) => {
      const from = Math.max(0, wrong);
      return [
        { place, x1: Math.min(0, wrong), x2: from, what: "wrong" },
        { place, x1: from, x2: from + right, what: "right" },
        { place, x1: from + right, x2: from + right + needless, what: "needless" },
      ] satisfies Part[];
    });
    const [low, high] = roundDomain(
      Math.min(0, ...lines.map(({ wrong }) => wrong)),
      Math.max(100, ...lines.map(({ end }) => end)),
      50,
    );
    const bar = (what: Part["what"], options: object) =>
      Plot.rect(
        parts.filter((part) => part.what === what && part.x2 - part.x1 > 1e-9),
        {
          x1: "x1",
          x2: "x2",
          y1: ({ place }: Part) => place - (narrow ? 0.19 : 0.27),
          y2: ({ place }: Part) => place + (narrow ? 0.19 : 0.27),
          ...options,
        } as never,
      );
    return {
      plot: {
        marginLeft: narrow ? 14 : 116,
        marginRight: 76,
        marginTop: narrow ? 62 : 44,
        marginBottom: 44,
        x: { domain: [low, high] },
        y: { domain: [lines.length - 0.4, -0.6], axis: null },
        marks: [
          axisX({
            label: narrow
              ? "EUR per 1,000 payments"
              : "EUR per 1,000 payments, beyond what it costs when every field is right",
            ticks: narrow ? 4 : 7,
            format: whole as never,
          }),
          Plot.ruleX([0], { stroke: theme.quiet }),
          bar("wrong", { fill: theme.production }),
          bar("right", { fill: theme.alarm }),
          bar("needless", { fill: hatchFill, stroke: theme.ink, strokeWidth: 1 }),
          Plot.text(lines, {
            x: "end",
            y: "place",
            text: ({ total }: Line) => eur(total),
            textAnchor: "start",
            dx: 7,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text(lines, {
            y: "place",
            text: ({ id }: Line) => capital(GATES[id]),
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? -8 : -110,
            dy: narrow ? -21 : 0,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text([0], {
            text: () => `◆ wrong decisions  ■ held rightly${narrow ? "\n" : "  "}▨ held for nothing`,
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dx: narrow ? -8 : -110,
            dy: narrow ? -16 : -14,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(lines),
      table: {
        columns: [
          { key: "gate", label: "gate" },
          { key: "wrong", label: "wrong decisions", unit: "EUR per 1,000" },
          { key: "right", label: "held rightly", unit: "EUR per 1,000" },
          { key: "needless", label: "held for nothing", unit: "EUR per 1,000" },
          { key: "total", label: "together", unit: "EUR per 1,000" },
          { key: "healthy", label: "when nothing is wrong", unit: "EUR per 1,000" },
          { key: "caught", label: "broken rows held" },
          { key: "stopped", label: "batches stopped" },
          { key: "good", label: "good payments stopped by the model" },
        ],
        rows: lines.map((one) => ({
          gate: GATES[one.id],
          wrong: Number(one.wrong.toFixed(1)),
          right: Number(one.right.toFixed(1)),
          needless: Number(one.needless.toFixed(1)),
          total: Number(one.total.toFixed(1)),
          healthy: Number(one.healthy.toFixed(2)),
          caught: one.hit === 0 ? "–" : share(one.heldRightly / one.hit),
          stopped: count(one.stopped, "batch", "batches"),
          good: share(one.goodStopped),
        })),
      },
    };
  },
};

function sentence(lines: readonly Line[]): string {
  const best = lines.reduce((a, b) => (b.total < a.total - 0.5 ? b : a));
  const open = lines.find(({ id }) => id === "open")!;
  const spread = Math.max(...lines.map(({ total }) => total)) - Math.min(...lines.map(({ total }) => total));
  if (spread < 0.5) return "Behind every gate it costs the same.";
  if (best.id === "open")
    return `The open gate is the cheapest here, at ${eur(open.total)} per 1,000 payments.`;
  const names = lines.filter(({ total }) => total - best.total < 0.5).map(({ id }) => CHEAP[id]);
  const verb = names.length === 1 && best.id === "shut" ? "is" : "are";
  return `The open gate costs ${eur(open.total)} per 1,000 payments; cheapest ${verb} ${listed(names)}, at ${eur(best.total)}.`;
}

const CHEAP: Readonly<Record<GateLine["id"], string>> = {
  open: "the open gate",
  learned: "the learned rules",
  reviewed: "the reviewed rules",
  shut: "the shut gate",
  yours: "your rules",
};
