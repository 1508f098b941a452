import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix/matrix.ts";
import { csvOf } from "./csv.ts";
import { afterKey } from "./keys.ts";
import { type LiveState, type RunPiece, startLive } from "./live.ts";
import { countsOf, START, viewOf } from "./view.ts";

const failures = ["a", "b", "c"].map((id) => ({ id, name: `=${id}`, chapter: id, summary: "" }));
const detectors = [
  { id: "x", name: "X", family: "who", summary: "" },
  { id: "y", name: "Y", family: "two-samples", summary: "" },
  { id: "z", name: "Z", family: "who", summary: "" },
];
const row = (...letters: string[]) => ({ letters, reasons: letters.map(() => "shifted") });
const loud = "r".repeat(20);
const still = "s".repeat(20);
const matrix: Matrix = {
  seeds: 20,
  failures,
  detectors,
  twin: row(still, still, loud),
  rows: [row(still, still, loud), row(loud, still, loud), row(loud, loud, loud)],
};
const counts = countsOf(matrix);
const view = (choice: Partial<typeof START>) =>
  viewOf(failures, detectors, counts, { ...START, ...choice }, ({ id }) => (id === "b" ? "two" : "one"));
const rowsOf = (choice: Partial<typeof START>) => view(choice).rows.map(({ name, places }) => [name, places]);
const columnsOf = (choice: Partial<typeof START>) =>
  view(choice).columns.map(({ name, places }) => [name, places]);

describe("the view", () => {
  it("groups failures by their part of the book and detectors by family, two samples first", () => {
    expect(rowsOf({})).toEqual([
      ["one", [0, 2]],
      ["two", [1]],
    ]);
    expect(columnsOf({})).toEqual([
      ["two-samples", [1]],
      ["who", [0, 2]],
    ]);
  });

  it("orders by how much is seen; what rings for nothing counts less", () => {
    expect(rowsOf({ rowOrder: "rings" })).toEqual([[null, [2, 1, 0]]]);
    expect(columnsOf({ columnOrder: "rings" })).toEqual([[null, [0, 1, 2]]]);
  });

  it("puts like beside like", () => {
    const [[, places]] = rowsOf({ rowOrder: "similar" }) as [[null, number[]]];
    expect(places).toEqual([2, 1, 0]);
  });

  it("filters by family and kind, and to blind spots and to detectors that see something", () => {
    expect(rowsOf({ onlyBlind: true })).toEqual([["one", [0]]]);
    expect(columnsOf({ onlyBetter: true })).toEqual([
      ["two-samples", [1]],
      ["who", [0]],
    ]);
    expect(columnsOf({ family: "who" })).toEqual([["who", [0, 2]]]);
    expect(rowsOf({ group: "two" })).toEqual([["two", [1]]]);
    expect(view({ family: "time" }).columns).toEqual([]);
  });
});

describe("the keys of the grid", () => {
  const size = { rows: 10, columns: 5 };
  it.each([
    ["ArrowRight", false, [3, 3]],
    ["ArrowLeft", false, [3, 1]],
    ["ArrowUp", false, [2, 2]],
    ["ArrowDown", false, [4, 2]],
    ["Home", false, [3, 0]],
    ["End", false, [3, 4]],
    ["Home", true, [0, 0]],
    ["End", true, [9, 4]],
    ["PageDown", false, [9, 2]],
    ["PageUp", false, [0, 2]],
  ])("%s (control: %s) leads to %j", (key, control, to) => {
    expect(afterKey(key, control, 3, 2, size)).toEqual(to);
  });

  it("stay within the grid, and leave other keys to the page", () => {
    expect(afterKey("ArrowUp", false, 0, 0, size)).toEqual([0, 0]);
    expect(afterKey("ArrowRight", false, 9, 4, size)).toEqual([9, 4]);
    expect(afterKey("a", false, 3, 2, size)).toBeNull();
  });
});

describe("the file", () => {
  it("holds both shares of every pair in the order of the picture, and runs no formula", () => {
    const lines = csvOf(matrix, counts, view({}), 0.6).trim().split("\r\n");
    expect(lines.length).toBe(1 + failures.length * detectors.length);
    expect(lines[0]).toContain("failure,failure_name,detector,detector_name,family,strength,seeds,rings");
    expect(lines[1]).toMatch(/^a,'=a,y,Y,two-samples,0\.6,20,0,0,0,/);
    expect(lines.find((line) => line.startsWith("a,'=a,z"))).toMatch(/false-alarm$/);
  });
});

describe("the matrix computed live", () => {
  const letterOf = (failure: string | null, seed: number) => {
    const own = failure === null ? matrix.twin : matrix.rows[failures.findIndex(({ id }) => id === failure)]!;
    return own.letters.map((letters) => letters[seed - 1] ?? "s").join("");
  };
  const honest: RunPiece = async ({ failure, seed }, _lane, _signal, tell) => {
    const letters = letterOf(failure, seed);
    await Promise.resolve();
    tell({ from: 0, letters: letters.slice(0, 2) });
    tell({ from: 2, letters: letters.slice(2) });
  };

  it("comes to the stored counts, with true progress, and says that all are the same", async () => {
    const states: LiveState[] = [];
    await startLive(matrix, 0.6, 20, 2, honest, (state) => states.push(state)).finished;
    const last = states.at(-1)!;
    expect(last.status).toBe("done");
    expect(last.counts).toEqual(counts);
    expect([last.done, last.total, last.equal, last.unequal, last.seeds]).toEqual([240, 240, 240, 0, 20]);
    expect(states[0]!.done).toBe(0);
  });

  it("goes on beyond the seeds that are stored", async () => {
    let last: LiveState | null = null;
    await startLive(matrix, 0.6, 25, 1, honest, (state) => {
      last = state;
    }).finished;
    expect(last!).toMatchObject({ done: 300, equal: 240, seeds: 25 });
  });

  it("names verdicts that differ from the stored ones", async () => {
    let last: LiveState | null = null;
    const other: RunPiece = async (piece, lane, signal, tell) =>
      honest(piece, lane, signal, (told) =>
        tell(piece.failure === "b" ? { ...told, letters: told.letters.replaceAll("s", "c") } : told),
      );
    await startLive(matrix, 0.6, 20, 2, other, (state) => {
      last = state;
    }).finished;
    expect(last!).toMatchObject({ unequal: 20, equal: 220 });
  });

  it("stops at once where it is cancelled: what comes later is not counted", async () => {
    let last: LiveState | null = null;
    let calls = 0;
    const live = startLive(
      matrix,
      0.6,
      20,
      2,
      async (piece, lane, signal, tell) => {
        if (++calls === 5) live.cancel();
        await honest(piece, lane, signal, tell);
      },
      (state) => {
        last = state;
      },
    );
    await live.finished;
    const stopped = { ...last! } as LiveState;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stopped.status).toBe("stopped");
    expect(last!).toEqual(stopped);
    expect(calls).toBeLessThanOrEqual(6);
  });

  it("says what went wrong where a worker fails, and keeps what it has", async () => {
    let last: LiveState | null = null;
    let calls = 0;
    const failing: RunPiece = async (...piece) => {
      if (++calls === 4) throw new Error("the worker ended");
      await honest(...piece);
    };
    await startLive(matrix, 0.6, 20, 1, failing, (state) => {
      last = state;
    }).finished;
    expect(last!).toMatchObject({ status: "failed", error: "the worker ended", done: 9 });
  });
});
