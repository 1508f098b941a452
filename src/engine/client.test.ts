import { afterEach, describe, expect, test } from "vitest";
import { createEngine, WorkerCrashed, WorkersMissing } from "./client.ts";
import { createDoor } from "./door.ts";
import { closeEngine, outcome, pause, type Result, runs, setUp, slow } from "./testing.ts";

afterEach(closeEngine);

test("a result never overtakes the parts that were published before it, however slow the reports travel", async () => {
  const parts: unknown[] = [];
  const door = createDoor({
    experiments: { slow: async () => ({ experiment: slow }) },
    scenarios: {},
    jobs: {},
  });
  const work = { kind: "experiment", chapter: "slow", params: { value: 3 }, seed: 5 } as const;
  await door.run(work, 1, async (report) => {
    await pause(20);
    parts.push(report);
  });
  expect(parts).toEqual([{ parts: { early: 5 } }, { progress: [1, 1] }]);
});

describe("a request", () => {
  test("answers with the result, tells its parts before and its progress", async () => {
    const { engine } = setUp();
    const parts: unknown[] = [];
    const progress: number[][] = [];
    const result = await engine.experiment<Result>("slow", { value: 1, milliseconds: 20 }, 7, {
      onParts: (part) => parts.push(part),
      onProgress: (...steps) => progress.push(steps),
    });
    expect(result).toEqual({ value: 1, early: 7 });
    expect(parts).toEqual([{ early: 7 }]);
    expect(progress).toEqual([[1, 1]]);
  });

  test("is remembered by chapter, parameters and seed, unless a fresh one is asked for", async () => {
    const { engine } = setUp();
    await engine.experiment("slow", { value: 1 }, 7);
    await engine.experiment("slow", { value: 1 }, 7);
    expect(runs).toEqual([1]);
    await engine.experiment("slow", { value: 1 }, 8);
    await engine.experiment("slow", { value: 1 }, 7, { fresh: true });
    expect(runs).toEqual([1, 1, 1]);
  });

  test("that fails rejects with the experiment's own sentence, and its worker goes on", async () => {
    const { engine, ports } = setUp(1);
    await expect(engine.experiment("slow", { value: 3, fails: true }, 1)).rejects.toThrow(
      "The value 3 is impossible.",
    );
    expect(await engine.experiment<Result>("slow", { value: 4 }, 1)).toMatchObject({ value: 4 });
    expect(ports.started).toHaveLength(1);
  });

  test("for a chapter that does not exist names it", async () => {
    const { engine } = setUp();
    await expect(engine.experiment("toString", {}, 1)).rejects.toThrow(
      "There is no experiment called “toString”.",
    );
  });

  test("for the data of a setting answers with CSV texts by file name", async () => {
    const { engine } = setUp();
    expect(await engine.scenario("slow", {}, 1)).toEqual({ "payments.csv": "a\r\n'=1\r\n" });
  });
});

describe("when a worker dies", () => {
  test("the request is answered with a sentence, and the next one finds a new worker", async () => {
    const { engine, ports } = setUp(1);
    const hit = outcome(engine.experiment("slow", { value: 1, milliseconds: 5000 }, 1));
    await pause(30);
    ports.started[0]!.crash("out of memory");
    const error = await hit;
    expect(error).toBeInstanceOf(WorkerCrashed);
    expect(String(error)).toContain("out of memory");
    expect(await engine.experiment<Result>("slow", { value: 2 }, 1)).toMatchObject({ value: 2 });
    expect(ports.started).toHaveLength(2);
  });

  test("a request that waited for it is done by its successor", async () => {
    const { engine, ports } = setUp(1);
    const hit = outcome(engine.experiment("slow", { value: 1, milliseconds: 5000 }, 1, { lane: "one" }));
    const waiting = outcome(engine.experiment("slow", { value: 2 }, 1, { lane: "two" }));
    await pause(30);
    ports.started[0]!.crash("");
    expect(await hit).toBeInstanceOf(WorkerCrashed);
    expect(await waiting).toBe(2);
  });

  test("an idle one is replaced without a word", async () => {
    const { engine, ports } = setUp(1);
    await engine.experiment("slow", { value: 1 }, 1);
    ports.started[0]!.crash("");
    expect(await engine.experiment<Result>("slow", { value: 2 }, 1)).toMatchObject({ value: 2 });
  });
});

test("without workers, a request is answered with a named error, every time", async () => {
  const engine = createEngine({
    size: 2,
    spawn() {
      throw new ReferenceError("Worker is not defined");
    },
  });
  for (let i = 0; i < 3; i++)
    await expect(engine.experiment("slow", { value: i }, 1)).rejects.toBeInstanceOf(WorkersMissing);
  await expect(engine.prepare("slow")).resolves.toBeUndefined();
});

test("closing ends every worker and rejects what runs", async () => {
  const { engine, ports } = setUp(2);
  const running = outcome(engine.experiment("slow", { value: 1, milliseconds: 5000 }, 1));
  await pause(20);
  engine.close();
  expect(await running).toBe("aborted");
  expect(ports.started.every(({ terminated }) => terminated)).toBe(true);
});
