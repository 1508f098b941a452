/** Numbers and names in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
/** A space that does not break. */
const hard = "\u00a0";

export const two = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : "–");
export const one = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : "–");
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  if (!Number.isFinite(value)) return "–";
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const days = (value: number): string => {
  const text = value < 9.95 ? value.toFixed(1) : value.toFixed(0);
  return `${text}${hard}${text === "1.0" ? "day" : "days"}`;
};
export const counted = (count: number, word: string): string =>
  `${count === 0 ? "no" : whole(count)} ${word}${count === 1 ? "" : "s"}`;
/** Names as they are said: "A", "A and B", "A, B and C". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "none") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** "week 3" of production, "held-out week 1" before it. */
export const weekName = (week: number): string =>
  week < 0 ? `held-out week ${week + 4}` : `week ${week + 1}`;

/** Short names of the detectors, for the side of a picture. */
export const SHORT: Readonly<Record<string, string>> = {
  "page-hinkley": "Page–Hinkley",
  adwin: "ADWIN",
  cusum: "CUSUM",
  ddm: "DDM",
  eddm: "EDDM",
  "hddm-average": "HDDM-A",
  "hddm-weighted": "HDDM-W",
  kswin: "KSWIN",
  "periodic-dummy": "the dummy",
};
export const nameOf = (id: string): string => SHORT[id] ?? id;
export const DUMMY = "periodic-dummy";
