import type { Task } from "../core/contracts.ts";
import { goldenWorlds } from "../core/world/golden-worlds.ts";
import { paymentsWorld } from "../core/world/payments.ts";
import { worldHash } from "../core/world/world-hash.ts";

/** The hash of every golden world as this worker makes it, by name: the bytes must be those of Node. */
export async function job(_: null, task: Task<never>): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { name, settings, seed } of goldenWorlds) {
    hashes[name] = worldHash(paymentsWorld(settings, seed));
    await task.breathe();
  }
  return hashes;
}
