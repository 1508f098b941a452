import { proxy, type Remote } from "comlink";
import { abortError, isAbort, WorkerCrashed, WorkersMissing } from "./errors.ts";
import type { Door, Report, Work } from "./protocol.ts";

/** A started worker as the pool sees it; in tests, a thread or a message channel. */
export type Port = {
  door: Remote<Door>;
  terminate(): void;
  /** Called once when the worker dies. */
  onCrash(tell: (detail: string) => void): void;
};

export type PoolOptions = {
  spawn(): Port;
  size: number;
  /** Milliseconds between cancelling work and ending its worker. */
  grace?: number;
  /** The same for work that a newer request replaces: its worker has worlds in memory that the newer one may need. */
  leave?: number;
  /** Milliseconds that a lane may go without a result before the oldest request is left to finish beside the newest. */
  patience?: number;
  /** Milliseconds without a newer request after which the newest no longer waits for an older one that is left to finish. */
  pause?: number;
};

export type Request = {
  work: Work;
  lane: string;
  sticky?: boolean;
  report?: (report: Report) => void;
  signal?: AbortSignal | undefined;
};

type Ticket = Request & {
  id: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
  settled: boolean;
  slot: Slot | null;
};

type Slot = { port: Port | null; busy: Ticket | null; timer: ReturnType<typeof setTimeout> | undefined };

type Lane = {
  waiting: Ticket | null;
  running: Ticket[];
  hungrySince: number | null;
  home: Slot | null;
  /** Until then the newest request waits for the older one that is left to finish. */
  heldUntil: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/**
 * Runs work on a few workers. Within a lane the newest request wins: an older one that waits is dropped, one that runs is
 * aborted. One exception keeps a dragged slider alive when a result takes long: where a lane has had no result for `patience`
 * milliseconds, its oldest running request is left to finish, and the newest waits for it as long as newer ones keep coming:
 * begun beside it, each would be aborted by the next and take the time that the older one needs. So results of a lane resolve in the order of their requests, and
 * whatever resolves is newer than all that the page has seen.
 */
export function createPool({
  spawn,
  size,
  grace = 120,
  leave = 400,
  patience = 100,
  pause = 250,
}: PoolOptions) {
  const slots: Slot[] = Array.from({ length: size }, () => ({ port: null, busy: null, timer: undefined }));
  const lanes = new Map<string, Lane>();
  let counter = 0;

  function run(request: Request): Promise<unknown> {
    if (request.signal?.aborted) return Promise.reject(abortError("cancelled"));
    return new Promise((resolve, reject) => {
      const ticket: Ticket = { ...request, id: ++counter, resolve, reject, settled: false, slot: null };
      request.signal?.addEventListener("abort", () => drop(ticket, "cancelled"), { once: true });
      const lane = laneOf(request.lane);
      if (lane.waiting) drop(lane.waiting, "superseded");
      lane.waiting = ticket;
      lane.hungrySince ??= performance.now();
      const starving = performance.now() - lane.hungrySince >= patience;
      for (const older of [...lane.running].slice(starving ? 1 : 0)) drop(older, "superseded");
      if (starving && lane.running.length > 0) {
        lane.heldUntil = performance.now() + pause;
        clearTimeout(lane.timer);
        lane.timer = setTimeout(() => {
          lane.heldUntil = 0;
          startWaiting();
        }, pause);
      }
      startWaiting();
    });
  }

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known) return known;
    const lane: Lane = {
      waiting: null,
      running: [],
      hungrySince: null,
      home: null,
      heldUntil: 0,
      timer: undefined,
    };
    lanes.set(name, lane);
    return lane;
  }

  function startWaiting(): void {
    for (const lane of lanes.values()) {
      if (!lane.waiting || (lane.running.length > 0 && performance.now() < lane.heldUntil)) continue;
      const slot = idleSlot(lane, lane.waiting.sticky === true);
      if (!slot) continue;
      const ticket = lane.waiting;
      lane.waiting = null;
      lane.home = slot;
      start(ticket, slot, lane);
    }
  }

  /** The worker that served the lane before has its worlds in memory, so it comes first. */
  function idleSlot(lane: Lane, sticky: boolean): Slot | undefined {
    const { home } = lane;
    if (home && !home.busy && home.port) return home;
    if (sticky && home?.port) return undefined;
    const idle = slots.filter((slot) => !slot.busy);
    return idle.find((slot) => slot.port) ?? idle[0];
  }

  function start(ticket: Ticket, slot: Slot, lane: Lane): void {
    let port: Port;
    try {
      port = portOf(slot);
    } catch (error) {
      settle(ticket, () => ticket.reject(new WorkersMissing(error)));
      return;
    }
    slot.busy = ticket;
    ticket.slot = slot;
    lane.running.push(ticket);
    const report = proxy((report: Report) => {
      if (!ticket.settled) ticket.report?.(report);
    });
    port.door.run(ticket.work, ticket.id, report).then(
      (value) => {
        if (slot.port !== port) return;
        finish(ticket, slot);
        settle(ticket, () => ticket.resolve(value));
      },
      (error) => {
        if (slot.port !== port) return;
        finish(ticket, slot);
        settle(ticket, () => ticket.reject(isAbort(error) ? abortError("cancelled") : error));
      },
    );
  }

  function portOf(slot: Slot): Port {
    if (slot.port) return slot.port;
    const port = spawn();
    slot.port = port;
    port.onCrash((detail) => {
      if (slot.port !== port) return;
      const ticket = slot.busy;
      end(slot);
      if (ticket) settle(ticket, () => ticket.reject(new WorkerCrashed(detail)));
      startWaiting();
    });
    return port;
  }

  /** Ends the worker of the slot; the next request starts a new one. */
  function end(slot: Slot): void {
    slot.port?.terminate();
    slot.port = null;
    if (slot.busy) release(slot.busy, slot);
  }

  function finish(ticket: Ticket, slot: Slot): void {
    release(ticket, slot);
    const lane = laneOf(ticket.lane);
    if (!ticket.settled) {
      // What was asked before this result is out of date now.
      for (const other of [...lane.running]) if (other.id < ticket.id) drop(other, "superseded");
      lane.hungrySince = lane.running.length > 0 || lane.waiting ? performance.now() : null;
    }
    startWaiting();
  }

  function release(ticket: Ticket, slot: Slot): void {
    clearTimeout(slot.timer);
    slot.busy = null;
    const lane = laneOf(ticket.lane);
    lane.running = lane.running.filter((other) => other !== ticket);
    if (lane.running.length === 0 && !lane.waiting) lane.hungrySince = null;
  }

  function drop(ticket: Ticket, why: "cancelled" | "superseded"): void {
    if (ticket.settled) return;
    settle(ticket, () => ticket.reject(abortError(why)));
    const lane = laneOf(ticket.lane);
    if (lane.waiting === ticket) lane.waiting = null;
    const { slot } = ticket;
    if (!slot || slot.busy !== ticket || !slot.port) return;
    lane.running = lane.running.filter((other) => other !== ticket);
    void slot.port.door.abort(ticket.id);
    slot.timer = setTimeout(
      () => {
        if (slot.busy !== ticket) return;
        end(slot);
        startWaiting();
      },
      why === "cancelled" ? grace : leave,
    );
  }

  /** Drops what a lane has under way: the page has a newer answer from elsewhere. */
  function supersede(name: string): void {
    const lane = laneOf(name);
    for (const ticket of [lane.waiting, ...lane.running]) if (ticket) drop(ticket, "superseded");
  }

  function settle(ticket: Ticket, how: () => void): void {
    if (ticket.settled) return;
    ticket.settled = true;
    how();
  }

  /** Starts a worker ahead of need and lets it load what the work will want. */
  async function prepare(work: Work): Promise<void> {
    const slot = slots.find((slot) => slot.port) ?? slots[0]!;
    await portOf(slot).door.prepare(work);
  }

  /** Ends every worker; what runs is rejected. */
  function close(): void {
    for (const lane of lanes.values())
      for (const ticket of [lane.waiting, ...lane.running]) if (ticket) drop(ticket, "cancelled");
    for (const slot of slots) end(slot);
  }

  return { run, prepare, supersede, close };
}
