import file from "./matrix.json" with { type: "json" };
import type { Packed } from "./pack.ts";

/** The matrix as `npm run matrix` wrote it: every failure at three strengths, and the healthy twin. */
export const stored = file as unknown as Packed;
