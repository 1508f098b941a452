import { expect, test } from "vitest";
import { chapters } from "../../chapters/registry.ts";
import { detectors } from "../../core/detectors/registry.ts";
import { meaningOf } from "./rank.ts";

test("every detector's finding leads to a chapter that exists, and says what to do", () => {
  const there = new Set(chapters.map(({ id }) => id));
  for (const { id } of detectors) {
    const { chapter, repair } = meaningOf(id);
    expect(there.has(chapter ?? ""), `${id} leads to ${chapter}`).toBe(true);
    expect(repair).toMatch(/^[A-Z].*\.$/);
  }
});
