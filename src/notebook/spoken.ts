/** For what a picture shows and its words already say. */
export const unspoken = { "aria-hidden": true } as const;
