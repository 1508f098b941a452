/** What a check is about, by its consequence: the order in which findings are shown. */
export type Concern = "leak" | "absence" | "promise" | "who" | "drift" | "quality";

/** Each concern in words. The page shows them, and loads nothing of what computes for that. */
export const CONCERNS: Readonly<Record<Concern, string>> = {
  leak: "Knows the future",
  absence: "Absence",
  promise: "Promises too much",
  who: "Who",
  drift: "Has moved",
  quality: "Quality",
};
