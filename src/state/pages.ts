/** The pages beside the chapters, by their name in the address. The first one stands for an empty address. */
export const pages = ["contents", "your-data", "about"] as const;

export type PageId = (typeof pages)[number];
