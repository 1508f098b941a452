import { expose, type Remote, wrap } from "comlink";
import { createDoor, type Sources } from "./door.ts";
import type { Port } from "./pool.ts";
import type { Door } from "./protocol.ts";

/** A worker in the test's own thread: the real door behind the real Comlink over a message channel, which a test can crash. */
export function fakePorts(sources: Partial<Sources>) {
  const started: { crash(detail: string): void; terminated: boolean }[] = [];
  const spawn = (): Port => {
    const { port1, port2 } = new MessageChannel();
    const door = createDoor({ experiments: {}, scenarios: {}, jobs: {}, ...sources });
    expose(door, port2 as never);
    let tell: (detail: string) => void = () => {};
    const close = () => {
      port1.close();
      port2.close();
    };
    const entry = {
      terminated: false,
      crash(detail: string) {
        close();
        tell(detail);
      },
    };
    started.push(entry);
    return {
      door: wrap<Door>(port1 as never) as Remote<Door>,
      terminate() {
        entry.terminated = true;
        close();
      },
      onCrash(listener) {
        tell = listener;
      },
    };
  };
  return { spawn, started };
}
