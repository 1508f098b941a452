/**
 * Runs drawing jobs one a task, so that the page can take input between two of them. A job with the same key replaces the one
 * that still waits.
 */
const waiting = new Map<object, () => void>();
let running = false;

const channel = typeof MessageChannel === "undefined" ? null : new MessageChannel();
if (channel) channel.port1.onmessage = step;

function next(): void {
  // A message is a task of its own and, unlike a timer, is not slowed down to 4 ms.
  if (channel) channel.port2.postMessage(null);
  else setTimeout(step, 0);
}

function step(): void {
  const first = waiting.entries().next();
  if (first.done) {
    running = false;
    return;
  }
  const [key, job] = first.value;
  waiting.delete(key);
  try {
    job();
  } finally {
    next();
  }
}

/** Queues a job; returns how to take it back. */
export function schedule(key: object, job: () => void): () => void {
  waiting.set(key, job);
  if (!running) {
    running = true;
    next();
  }
  return () => {
    if (waiting.get(key) === job) waiting.delete(key);
  };
}
