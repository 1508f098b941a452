import { afterEach, describe, expect, test } from "vitest";
import type { ParamValues, Task } from "../core/contracts.ts";
import { categories, table } from "../core/table/table.ts";
import { createEngine, type Engine, isAbort, WorkerCrashed, WorkersMissing } from "./client.ts";
import { createDoor } from "./door.ts";
import { fakePorts } from "./fake-port.ts";
import type { PoolOptions } from "./pool.ts";
import { nextTurn } from "./task.ts";

type Result = { value: number; early?: number };

/** Takes `milliseconds`, breathing as it should unless `rude`. */
async function slow(params: ParamValues, seed: number, task: Task<unknown>): Promise<Result> {
  runs.push(Number(params.value));
  const end = performance.now() + Number(params.milliseconds ?? 0);
  task.publish({ early: seed });
  while (performance.now() < end || unending.has(Number(params.value))) {
    if (params.rude) await nextTurn();
    else await task.breathe();
  }
  task.progress(1, 1);
  if (params.fails) throw new RangeError(`The value ${params.value} is impossible.`);
  finished.push(Number(params.value));
  return { value: Number(params.value), early: seed };
}

let runs: number[] = [];
/** Values whose work does not end before they are let go. */
const unending = new Set<number>();
let finished: number[] = [];
let engine: Engine | undefined;

function setUp(size = 2, options: Partial<Omit<PoolOptions, "spawn" | "size">> = {}) {
  runs = [];
  finished = [];
  unending.clear();
  const ports = fakePorts({
    experiments: { slow: async () => ({ experiment: slow }) },
    scenarios: {
      slow: async () => ({ scenario: () => ({ "payments.csv": table([["a", categories(["=1"])]]) }) }),
    },
    jobs: {
      remember: async () => ({
        job: (async (payload: number) => {
          held.push(payload);
          return held.length;
        }) as never,
      }),
    },
  });
  const held: number[] = [];
  engine = createEngine({ spawn: ports.spawn, size, ...options });
  return { engine, ports };
}

const outcome = (promise: Promise<Result>) =>
  promise.then(
    ({ value }) => value,
    (error) => (isAbort(error) ? "aborted" : error),
  );
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(() => engine?.close());

/** For what is measured on the clock: another program may hold the machine for a moment, and hardly four times in a row. */
const onTheClock = { retry: 3 };

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

describe("a lane", () => {
  test("the newest request wins, the older are aborted and most never start", async () => {
    const { engine } = setUp(2, { patience: 1e9 });
    const outcomes = Array.from({ length: 20 }, (_, value) =>
      // The older ones would take so long that only their abort ends them, however late it reaches the worker.
      outcome(engine.experiment("slow", { value, milliseconds: value < 19 ? 20_000 : 40 }, 1)),
    );
    expect(await Promise.all(outcomes)).toEqual([...Array(19).fill("aborted"), 19]);
    expect(finished).toEqual([19]);
    expect(runs.length).toBeLessThanOrEqual(3);
  });

  test("a drag over slow work still brings pictures, in order, the newest last", onTheClock, async () => {
    const { engine } = setUp(2, { patience: 50 });
    const drawn: number[] = [];
    const requests: Promise<unknown>[] = [];
    for (let value = 0; value < 60; value++) {
      requests.push(
        engine.experiment<Result>("slow", { value, milliseconds: 150 }, 1).then(
          (result) => drawn.push(result.value),
          (error) => expect(isAbort(error)).toBe(true),
        ),
      );
      await pause(16);
    }
    await Promise.all(requests);
    expect(drawn.length).toBeGreaterThanOrEqual(3);
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    expect(drawn.at(-1)).toBe(59);
  });

  test(
    "while newer requests keep coming none is begun beside the one that is left to finish; then the newest is",
    onTheClock,
    async () => {
      const { engine } = setUp(2, { patience: 30, pause: 1000 });
      const ask = (value: number) => outcome(engine.experiment<Result>("slow", { value }, 1));
      unending.add(0);
      const asked = [ask(0)];
      await pause(60);
      for (let value = 1; value <= 12; value++) {
        asked.push(ask(value));
        await pause(16);
      }
      expect(runs, "only the first one runs").toEqual([0]);
      unending.delete(0);
      expect(await asked[0]).toBe(0);
      expect(await asked.at(-1)).toBe(12);
      expect(runs).toEqual([0, 12]);
    },
  );

  test("a remembered answer aborts what the lane has under way", async () => {
    const { engine } = setUp();
    await engine.experiment("slow", { value: 1 }, 1);
    const late = outcome(engine.experiment("slow", { value: 2, milliseconds: 500 }, 1));
    await pause(20);
    await engine.experiment("slow", { value: 1 }, 1);
    expect(await late).toBe("aborted");
  });

  test("does not disturb another lane", async () => {
    const { engine } = setUp(2);
    const one = outcome(engine.experiment("slow", { value: 1, milliseconds: 60 }, 1, { lane: "one" }));
    const two = outcome(engine.experiment("slow", { value: 2, milliseconds: 60 }, 1, { lane: "two" }));
    const three = outcome(engine.experiment("slow", { value: 3, milliseconds: 10 }, 1, { lane: "three" }));
    expect(await Promise.all([one, two, three])).toEqual([1, 2, 3]);
  });

  test("that is sticky keeps its worker, and with it what an earlier request read", async () => {
    const { engine, ports } = setUp(3);
    expect(await engine.call("remember", 1, { sticky: true })).toBe(1);
    const busy = engine.experiment("slow", { value: 1, milliseconds: 50 }, 1);
    expect(await engine.call("remember", 2, { sticky: true })).toBe(2);
    await busy;
    expect(ports.started.length).toBeLessThanOrEqual(2);
  });
});

describe("cancelling", () => {
  test("takes effect at once for the page, and the worker is free within 200 ms", onTheClock, async () => {
    const { engine, ports } = setUp(1);
    const controller = new AbortController();
    const long = outcome(
      engine.experiment("slow", { value: 1, milliseconds: 5000 }, 1, { signal: controller.signal }),
    );
    await pause(50);
    const before = performance.now();
    controller.abort();
    expect(await long).toBe("aborted");
    expect(await engine.experiment<Result>("slow", { value: 2 }, 1)).toMatchObject({ value: 2 });
    expect(performance.now() - before).toBeLessThan(200);
    expect(ports.started).toHaveLength(1);
    expect(finished).toEqual([2]);
  });

  test("ends and replaces a worker whose work does not listen", onTheClock, async () => {
    const { engine, ports } = setUp(1);
    const controller = new AbortController();
    const rude = { value: 1, milliseconds: 1000, rude: true };
    const long = outcome(engine.experiment("slow", rude, 1, { signal: controller.signal }));
    await pause(30);
    const before = performance.now();
    controller.abort();
    expect(await long).toBe("aborted");
    expect(await engine.experiment<Result>("slow", { value: 2 }, 1)).toMatchObject({ value: 2 });
    expect(performance.now() - before).toBeLessThan(200);
    expect(ports.started.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  test("before the start never starts the work", async () => {
    const { engine } = setUp();
    expect(await outcome(engine.experiment("slow", { value: 1 }, 1, { signal: AbortSignal.abort() }))).toBe(
      "aborted",
    );
    expect(runs).toEqual([]);
  });

  test("while waiting for a worker leaves the one that works alone", async () => {
    const { engine } = setUp(1);
    const first = outcome(engine.experiment("slow", { value: 1, milliseconds: 60 }, 1, { lane: "one" }));
    const controller = new AbortController();
    const second = outcome(
      engine.experiment("slow", { value: 2 }, 1, { lane: "two", signal: controller.signal }),
    );
    controller.abort();
    expect(await Promise.all([first, second])).toEqual([1, "aborted"]);
    expect(runs).toEqual([1]);
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
  engine = createEngine({
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
