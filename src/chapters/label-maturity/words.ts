/** Numbers in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
const hard = "\u00a0";

export const two = (value: number): string => value.toFixed(2);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
/** A share of 0.041 as "4.1 %". */
export const share = (value: number | null): string => {
  if (value === null || !Number.isFinite(value)) return "–";
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const shareOr = (value: number | null): string | null => (value === null ? null : share(value));
/** Days as "15 days", "1 day", "9 hours". */
export const days = (value: number): string => {
  if (value < 1) return `${Math.round(value * 24)}${hard}hours`;
  const text = value < 9.95 && !Number.isInteger(value) ? value.toFixed(1) : value.toFixed(0);
  return `${text}${hard}${text === "1" ? "day" : "days"}`;
};
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;

/** The last day that the pictures have room for. */
export const LAST = 63;
