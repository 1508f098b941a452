import { statSync } from "node:fs";
import type { TestSpecification } from "vitest/node";

/** Files of tests that compute for long: every claim over its seeds, and whatever runs in another language. */
const LONG =
  /\/(experiment|kinds|exported-checks|first-frames|diagnosis|healthy|stored|truncation-test)\.test\.ts$/;

/**
 * Begins with what takes longest, so that the two threads of a whole run end together. Vitest knows how long a file takes once it has
 * run here, and goes by size before.
 */
export class LongestFirst {
  sort(files: TestSpecification[]): TestSpecification[] {
    const rank = ({ moduleId }: TestSpecification) =>
      statSync(moduleId).size + (LONG.test(moduleId.replaceAll("\\", "/")) ? 1e9 : 0);
    return files
      .map((file) => [rank(file), file] as const)
      .sort(([a], [b]) => b - a)
      .map(([, file]) => file);
  }

  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}
