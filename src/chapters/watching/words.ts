/** Numbers and sentences of this chapter's pictures. It stands alone, so that drawing loads nothing that computes. */
/** A space that does not break. */
const hard = "\u00a0";

type Maybe = number | null;
const known = (value: Maybe): value is number => value !== null && Number.isFinite(value);

export const ratio = (value: Maybe): string => (known(value) ? value.toFixed(2) : "–");
export const share = (value: Maybe, digits = 0): string =>
  known(value) ? `${(value * 100).toFixed(digits)}${hard}%` : "–";
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB").replace("-", "−");
export const money = (value: Maybe): string => {
  if (!known(value)) return "–";
  const text = whole(value);
  return text.startsWith("−") ? `−€${hard}${text.slice(1)}` : `€${hard}${text}`;
};
export const ms = (value: Maybe): string =>
  known(value) ? `${value < 10 ? value.toFixed(1) : whole(value)}${hard}ms` : "–";
export const days = (count: number): string => `${whole(count)}${hard}${count === 1 ? "day" : "days"}`;
export const one = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : "–");

const features: Readonly<Record<string, string>> = {
  user_chargeback_count_last_30_days: "chargebacks, 30 days",
  avg_transaction_amount_last_7_days: "average amount",
  tx_count_last_24_hours: "payments, 24 h",
  merchant_category: "category",
  payment_method: "method",
  device_is_new: "new device",
  tenure_days: "account age",
};
/** A feature in words that fit beside its line. */
export const featureWords = (name: string): string => features[name] ?? name;

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The day that the dashboard shows, as one sentence. */
export function sayDay(
  day: number,
  panels: readonly {
    id: string;
    name: string;
    now: Maybe;
    truth: Maybe;
    rang: readonly boolean[];
    estimateRang: readonly boolean[];
  }[],
  isTrue: boolean,
  isArmed: boolean,
): string {
  const recall = panels.find(({ id }) => id === "recall");
  const ringing = ringingOn(day, panels);
  const parts = [];
  if (!recall || (recall.now === null && (recall.truth === null || !isTrue)))
    parts.push(`Day ${day}: too early for a whole week`);
  else
    parts.push(
      `Day ${day}: recall reads ${ratio(recall.now)}${isTrue ? ` and was ${ratio(recall.truth)}` : ""}`,
    );
  if (isArmed)
    parts.push(
      ringing.length === 0 ? "no alarm rings" : `${listed(ringing)} ring${ringing.length === 1 ? "s" : ""}`,
    );
  return `${parts.join("; ")}.`;
}

/** The names of the alarms that ring on a day. */
export function ringingOn(
  day: number,
  panels: readonly { name: string; rang: readonly boolean[]; estimateRang: readonly boolean[] }[],
): string[] {
  return panels.flatMap(({ name, rang, estimateRang }) => [
    ...(rang[day] ? [name.toLowerCase()] : []),
    ...(estimateRang[day] ? ["the estimated recall"] : []),
  ]);
}
