/** The pages beside the chapters, by their name in the address. The first one stands for an empty address. */
export const pages = ["contents", "your-data", "detectors", "about"] as const;

/** The pages that show one thing of many: the address names it after the page, as in `#/detectors?id=wasserstein`. */
export const pagesOfItems: readonly string[] = ["detectors"];

export type PageId = (typeof pages)[number];
