import type { ExperimentResult, Finding, ParamValues, Task, TwoClocksCase } from "../../core/contracts.ts";
import { random } from "../../core/random.ts";

export type Result = ExperimentResult & {
  byPolicy: { policy: string; offline: number; production: number }[];
  lead: { hour: number; ahead: number }[];
  hours: { hour: string; auc: number }[];
  case: TwoClocksCase;
};

const estimate = (value: number) => ({ value, interval: [value - 0.02, value + 0.02] as [number, number] });
const metrics = (auc: number) => ({
  rows: 20000,
  positives: 300,
  rocAuc: estimate(auc),
  precision: estimate(0.4),
  recall: estimate(0.5),
  calibrationError: estimate(0.02),
  cost: estimate(900),
});
const finding = (verdict: Finding["verdict"], facts: Finding["facts"] = {}): Finding => ({
  verdict,
  statistic: verdict === "cannot-tell" ? Number.NaN : 0.42,
  effect: 0.42,
  interval: null,
  pValue: 0.0001,
  threshold: 0.05,
  at: [],
  rows: null,
  reason: verdict === "cannot-tell" ? "no-label" : "shifted",
  facts,
});

/** A stand-in while the notebook's parts are built. */
export async function experiment(params: ParamValues, seed: number, task: Task<Result>): Promise<Result> {
  const chance = random(seed);
  const delay = Number(params.delay);
  const leak = 0.3 / (1 + delay / 10);
  const base = 0.72 + chance.next() * 0.02;
  const day = Date.UTC(2025, 2, 4);
  const at = (h: number, m: number) => day + (h * 60 + m) * 60_000;
  const batchAt = at(23, 59);
  const table: Record<string, [number, number]> = {
    "by-date": [Math.min(0.99, base + leak * 0.7), base - leak * 0.3],
    "last-batch": [base - 0.02, base - 0.02],
    "as-of-event": [base + 0.02, base + 0.018],
  };
  const [offline, production] = table[String(params.policy)]!;
  const byPolicy = Object.entries(table).map(([policy, [a, b]]) => ({ policy, offline: a, production: b }));
  const lead = Array.from({ length: 24 }, (_, hour) => ({ hour, ahead: Math.max(0, Number(params.batch) - hour) }));
  for (let i = 0; i < 12; i++) {
    task.progress(i, 12);
    let x = 0;
    for (let j = 0; j < 4e6; j++) x += Math.sqrt(j);
    if (x < 0) break;
    if (i === 5) task.publish({ lead });
    await task.breathe();
  }
  const payment = (id: string, h: number, m: number, amount: number, isFraud = false) => ({
    id,
    eventAt: at(h, m),
    amount,
    isFraud,
    trained: { value: 1, knownAt: params.policy === "by-date" ? batchAt : at(0, 0) },
    served: { value: 0, knownAt: at(0, 0) },
  });
  return {
    offline: metrics(offline),
    production: metrics(production),
    alarms: [
      { detector: "availability-audit", columns: ["user_chargeback_count_last_30_days"], broken: finding("rings"), healthy: finding("silent") },
      { detector: "recipe-match", columns: ["user_chargeback_count_last_30_days"], broken: finding("rings"), healthy: finding("rings") },
      { detector: "lag-one-day", columns: ["user_chargeback_count_last_30_days"], broken: finding("silent"), healthy: finding("silent") },
      { detector: "kolmogorov-smirnov", columns: ["amount"], broken: finding("cannot-tell"), healthy: finding("cannot-tell") },
    ],
    byPolicy,
    lead,
    hours: ["0–3", "3–6", "6–9", "9–12", "12–15", "15–18", "18–21", "21–24"].map((hour, i) => ({ hour, auc: 0.95 - i * 0.03 })),
    case: {
      dayStart: day,
      dayEnd: day + 24 * 3_600_000,
      batchAt,
      payments: [payment("a", 9, 10, 42), payment("b", 11, 45, 180.5), payment("c", 14, 20, 18.9, true), payment("d", 14, 50, 9.5)],
      reports: [{ payment: "c", reportedAt: at(18, 40) }],
    },
  };
}
