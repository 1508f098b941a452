import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** Seeded payments of twelve columns, written as they are made: the file is never in memory. */
export async function writePayments(file, rows) {
  let state = 42;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const out = createWriteStream(file);
  out.write(
    "payment_id,created_at,user_id,amount,merchant_category,payment_method,device_is_new,payments_7d,avg_amount_30d,hour,score,is_fraud\n",
  );
  const start = Date.UTC(2024, 0, 1);
  const users = Math.ceil(rows * 0.06);
  const categories = ["grocer", "books", "travel", "fuel", "games", "clothes", "pharmacy"];
  for (let from = 0; from < rows; from += 10_000) {
    const lines = [];
    for (let i = from; i < Math.min(rows, from + 10_000); i++) {
      const at = new Date(start + Math.floor((i / rows) * 270 * 86_400_000));
      const fraud = chance() < 0.015;
      const amount = 3 + 180 * chance() ** 3 + (fraud ? 60 * chance() : 0);
      const average = chance() < 0.05 ? "" : (20 + 60 * chance()).toFixed(2);
      const score = Math.min(0.999, 0.3 * chance() ** 2 + (fraud ? 0.4 * chance() : 0));
      lines.push(
        `p${i},${at.toISOString().slice(0, 19)}Z,u${Math.floor(users * chance())},${amount.toFixed(2)},${categories[Math.floor(7 * chance())]},${chance() < 0.7 ? "card" : "transfer"},${chance() < (fraud ? 0.3 : 0.08)},${Math.floor(9 * chance() ** 2)},${average},${at.getUTCHours()},${score.toFixed(4)},${fraud ? 1 : 0}`,
      );
    }
    if (!out.write(`${lines.join("\n")}\n`)) await new Promise((done) => out.once("drain", done));
  }
  out.end();
  await finished(out);
}
