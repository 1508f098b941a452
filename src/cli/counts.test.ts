import { expect, test } from "vitest";
// @ts-expect-error plain JavaScript, so that it runs where nothing is installed
import { findFailure, report } from "./counts.mjs";

const counts = (passed: number, failed: number) => () => ({ passed, failed, skipped: 0 });

test("what the runner counted is taken over", () => {
  expect(findFailure(0, counts(3, 0))).toMatchObject({ passed: 3, failed: 0 });
  expect(findFailure(1, counts(3, 2))).toMatchObject({ passed: 3, failed: 2 });
});

test("a runner that broke, that ran nothing, or that left no report is a failure", () => {
  expect(findFailure(1, counts(3, 0))).toMatchObject({ passed: 3, failed: 1 });
  expect(findFailure(0, counts(0, 0))).toMatchObject({ failed: 1 });
  const missing = () => {
    throw new Error("no file");
  };
  expect(findFailure(0, missing)).toMatchObject({ passed: 0, failed: 1 });
});

test("a unit file that could not be loaded counts as a failure", () => {
  const json = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ],
  };
  expect(report.vitest(json)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test("an end-to-end test that passed on a second try counts as passed, and is named", () => {
  expect(report.playwright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
    passed: 5,
    failed: 1,
    skipped: 2,
    secondTry: 1,
  });
});
