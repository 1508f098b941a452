/** Numbers in the sentences and labels of this chapter's figures. What can't be a number is a dash. */
const hard = "\u00a0";

export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number | null): string => {
  if (value === null || !Number.isFinite(value)) return "–";
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const round = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? "–" : `${Math.round(100 * value)}${hard}%`;
export const two = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : "–");
export const euro = (value: number): string => `${whole(value)}${hard}EUR`;
export const times = (count: number): string =>
  count === 1 ? "one retraining" : `${whole(count)} retrainings`;
/** A count with its noun. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${Math.round(count) === 1 ? one : many}`;
