/** The pages beside the chapters, by their name in the address. The first one stands for an empty address. */
export const pages = [
  "contents",
  "incident-room",
  "your-data",
  "detectors",
  "glossary",
  "session",
  "about",
] as const;

/**
 * The pages that show one thing of many, and the field of the address that names it: `#/detectors?id=wasserstein`,
 * `#/glossary?term=label-maturity`, `#/incident-room?code=K7QF-2MPA`.
 */
export const pagesOfItems: Readonly<Record<string, string>> = {
  detectors: "id",
  glossary: "term",
  "incident-room": "code",
};

/**
 * What the live example of a detector is set to: `#/detectors?id=wasserstein&case=mean&strength=0.2`; the set of incidents that a
 * trainer handed out.
 */
export const fieldsOfItems: Readonly<Record<string, readonly string[]>> = {
  detectors: ["case", "strength", "rows", "seed"],
  "incident-room": ["set"],
};

export type PageId = (typeof pages)[number];
