/** Numbers in the sentences and labels of this chapter's figures. */
export const two = (value: number): string => value.toFixed(2);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
};

/** Counts from here on are one: "3 or more". It stands here so that drawing a figure loads nothing that computes. */
export const TOP = 3;

/** "3 hours", "1 hour": half hours are written, finer ones rounded. */
export const hours = (value: number): string => {
  const rounded = Math.round(Math.abs(value) * 10) / 10;
  return `${rounded} ${rounded === 1 ? "hour" : "hours"}`;
};

/** The time of day of a number of hours since some midnight. */
export const clockOf = (value: number): string => {
  const minutes = Math.floor(value * 60 + 1e-6);
  const of = (n: number) => String(n).padStart(2, "0");
  return `${of(Math.floor(minutes / 60) % 24)}:${of(minutes % 60)}`;
};
