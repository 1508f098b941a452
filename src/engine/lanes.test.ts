import { afterEach, describe, expect, test } from "vitest";
import { isAbort } from "./client.ts";
import {
  closeEngine,
  finished,
  onTheClock,
  outcome,
  pause,
  type Result,
  runs,
  setUp,
  unending,
} from "./testing.ts";

afterEach(closeEngine);

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
