import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  percentTick,
  roundDomain,
  seriesLine,
} from "../shared/plot.ts";
import type { GateLine, Result } from "./result.ts";
import { capital, GATES, share, whole } from "./words.ts";

const STEPS = 20;

export const often: Figure<Result> = {
  title: "How often must a feed break before a gate pays?",
  needs: ["gates"],
  height: (width) => Math.round(Math.max(290, Math.min(340, width * 0.55))),
  draw({ gates }, width, theme) {
    const narrow = width < 480;
    const height = Math.round(Math.max(290, Math.min(340, width * 0.55)));
    const at = ({ healthy, total }: GateLine, often: number) => (1 - often) * healthy + often * total;
    const [low, high] = roundDomain(
      Math.min(0, ...gates.map((gate) => at(gate, 1))),
      Math.max(60, ...gates.map((gate) => Math.max(at(gate, 0), at(gate, 1)))),
      20,
    );
    const lineOf = (gate: GateLine) =>
      Array.from({ length: STEPS + 1 }, (_, i) => ({ often: i / STEPS, cost: at(gate, i / STEPS) }));
    const style = {
      open: { color: theme.production },
      learned: { color: theme.ink },
      reviewed: { color: theme.ink, dash: "6,3" },
      shut: { color: theme.quiet, dash: "2,3" },
      yours: { color: theme.alarm },
    };
    const ends = labelsApart(
      gates.map((gate) => ({ id: gate.id, cost: at(gate, 1), color: style[gate.id].color })),
      "cost",
      (15 * (high - low)) / (height - 70),
      [low, high],
    );
    return {
      plot: {
        marginLeft: 48,
        marginRight: narrow ? 66 : 110,
        marginTop: 34,
        marginBottom: 44,
        x: { domain: [0, 1] },
        y: { domain: [low, high] },
        marks: [
          axisY({
            label: narrow
              ? "EUR per 1,000 payments"
              : "what the gate and the failure cost together, EUR per 1,000 payments",
            ticks: 5,
            format: whole as never,
          }),
          axisX({
            label: narrow ? "share of broken days" : "share of the days on which the feed is broken so",
            ticks: narrow ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1],
            format: percentTick as never,
          }),
          ...gates.map((gate) =>
            seriesLine(lineOf(gate), { x: "often", y: "cost", width: 2, ...style[gate.id] }),
          ),
          ...ends.map((end) =>
            directLabel([end], {
              x: () => 1,
              y: "label",
              text: () => (narrow ? GATES[end.id].replace(" rules", "") : GATES[end.id]),
              color: end.color,
              strong: end.id === "learned",
            }),
          ),
          Plot.ruleY([0], { stroke: theme.rule }),
        ],
      },
      summary: sentence(gates),
      table: {
        columns: [
          { key: "gate", label: "gate" },
          { key: "healthy", label: "no day broken", unit: "EUR per 1,000" },
          { key: "tenth", label: "one day in ten", unit: "EUR per 1,000" },
          { key: "broken", label: "every day broken", unit: "EUR per 1,000" },
        ],
        rows: gates.map((gate) => ({
          gate: GATES[gate.id],
          healthy: Number(at(gate, 0).toFixed(1)),
          tenth: Number(at(gate, 0.1).toFixed(1)),
          broken: Number(at(gate, 1).toFixed(1)),
        })),
      },
    };
  },
};

/** From which share of broken days on a gate costs less than the open one: 0 to 1, or null where it never does. */
export function paysFrom(gate: GateLine, open: GateLine): number | null {
  const [price, gain] = [gate.healthy - open.healthy, open.total - gate.total];
  if (gain <= 0) return null;
  return price <= 0 ? 0 : Math.min(1, price / (price + gain));
}

function sentence(gates: readonly GateLine[]): string {
  const open = gates.find(({ id }) => id === "open")!;
  const says = gates.flatMap((gate) => {
    if (gate.id === "open") return [];
    const from = paysFrom(gate, open);
    const [name, pays] = SUBJECTS[gate.id];
    if (from === null) return [`${name} never ${pays} here`];
    if (from < 0.0005) return [`${name} ${pays} from the first broken day`];
    return [`${name} ${pays} where more than ${share(from)} of the days are broken`];
  });
  return `${capital(says.join("; "))}.`;
}

const SUBJECTS = {
  learned: ["learned rules", "pay"],
  reviewed: ["reviewed rules", "pay"],
  yours: ["your rules", "pay"],
  shut: ["a shut gate", "pays"],
} as const;
