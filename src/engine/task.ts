import type { Task } from "../core/contracts.ts";
import { abortError } from "./errors.ts";
import type { Report } from "./protocol.ts";

/** How long work may hold the worker before `breathe` really lets messages in. */
const breath = 8;

/** What a worker hands to the work: it reports through `report` and stops once `aborted` says so. */
export function createTask(report: (report: Report) => void, aborted: () => boolean): Task<unknown> {
  let last = performance.now();
  const check = () => {
    if (aborted()) throw abortError("cancelled");
  };
  return {
    progress(done, total) {
      report({ progress: [done, total] });
    },
    publish(parts) {
      report({ parts });
    },
    async breathe() {
      check();
      if (performance.now() - last < breath) return;
      await nextTurn();
      last = performance.now();
      check();
    },
  };
}

/** Resolves after the messages that wait already. A timer would cost four milliseconds a turn, a channel costs microseconds. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
