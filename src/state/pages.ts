/** The pages beside the chapters, by their name in the address. The first one stands for an empty address. */
export const pages = ["contents", "your-data", "detectors", "glossary", "about"] as const;

/**
 * The pages that show one thing of many, and the field of the address that names it: `#/detectors?id=wasserstein`,
 * `#/glossary?term=label-maturity`.
 */
export const pagesOfItems: Readonly<Record<string, string>> = { detectors: "id", glossary: "term" };

export type PageId = (typeof pages)[number];
