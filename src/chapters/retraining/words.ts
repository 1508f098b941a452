/** Numbers and names in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
/** A space that does not break. */
const hard = "\u00a0";

export const two = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : "–");
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => `${Math.round(100 * value)}${hard}%`;
export const euro = (value: number): string => `€${hard}${whole(value)}`;
export const counted = (count: number, word: string): string =>
  `${count === 0 ? "no" : whole(count)} ${word}${count === 1 ? "" : "s"}`;
export const days = (count: number): string => `${count}${hard}${count === 1 ? "day" : "days"}`;
/** A day of production, or one before it. */
export const dayName = (day: number): string => (day < 0 ? `day −${-day}` : `day ${day}`);
/** Names as they are said: "A", "A and B", "A, B and C". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "none") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

export const POLICY: Readonly<Record<string, string>> = {
  never: "never",
  scheduled: "on schedule",
  triggered: "on an alarm",
};
export const RECIPE: Readonly<Record<string, string>> = {
  never: "never retrained",
  mature: "mature labels",
  stand: "labels as they stand",
  leaked: "leaked join",
};
export const dayTick = (day: number): string => (day < 0 ? `−${-day}` : String(day));
