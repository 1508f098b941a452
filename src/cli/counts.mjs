/** @typedef {{ passed: number, failed: number, skipped: number, secondTry?: number }} Counts */

/** How each runner's JSON report is counted. */
export const report = {
  /** @returns {Counts} A file that could not even be loaded counts as one failure. */
  vitest(json) {
    const broken = json.testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((result) => result.status === "failed"),
    );
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests + broken.length,
      skipped: json.numPendingTests + json.numTodoTests,
    };
  },
  /** @returns {Counts} A test that passed only on a second try has passed, and is counted out loud. */
  playwright(json) {
    const { expected, unexpected, flaky, skipped } = json.stats;
    return { passed: expected + flaky, failed: unexpected, skipped, secondTry: flaky };
  },
};

/**
 * The counts of a step, with a failure of the step itself never lost: a runner that broke, or that ran nothing, is one failure.
 * @param {number} status exit status of the runner
 * @param {() => Counts} read
 * @returns {Counts}
 */
export function findFailure(status, read) {
  try {
    const counts = read();
    const nothing = counts.passed + counts.failed === 0;
    return nothing || (status !== 0 && counts.failed === 0)
      ? { ...counts, failed: counts.failed + 1 }
      : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
