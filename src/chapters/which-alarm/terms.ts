import type { Terms } from "../contracts.ts";

export default {
  "blind-spot": {
    term: "Blind spot",
    meaning: "A failure that no detector in use would report, however long one waits.",
  },
} satisfies Terms;
