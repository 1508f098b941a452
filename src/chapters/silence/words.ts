/** Numbers in the sentences and labels of this chapter's figures. What can't be a number is a dash. */
/** A space that does not break. */
const hard = "\u00a0";

export const two = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : "–");
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  if (!Number.isFinite(value)) return "–";
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const euro = (value: number): string =>
  value < 10 && value !== 0 ? value.toFixed(1) : value.toFixed(0);
export const clock = (hour: number): string => `${((hour % 24) + 24) % 24}:00`;

/** A fall of 0.47 as "−47 %", a rise as "+10 %". */
export const change = (fall: number): string => {
  if (!Number.isFinite(fall)) return "–";
  const percent = Math.round(-fall * 100);
  return percent === 0 ? `±0${hard}%` : `${percent > 0 ? "+" : "−"}${Math.abs(percent)}${hard}%`;
};

/** A fall of 0.47 as "47 %", a rise as "+10 %": what a treatment has lost. */
export const lost = (fall: number): string => {
  const percent = Math.round(fall * 100);
  return percent < 0 ? change(fall) : Number.isFinite(percent) ? `${percent}${hard}%` : "–";
};
