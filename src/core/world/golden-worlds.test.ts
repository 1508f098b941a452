/**
 * Writes `core/golden/world.golden.json` anew with
 *
 *     UPDATE_WORLD_GOLDEN=1 npx vitest run src/core/world/golden-worlds.test.ts
 *
 * and otherwise compares with it. Write it anew only when the world is meant to change.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { paymentFeatures } from "../features/features.ts";
import { goldenWorlds } from "./golden-worlds.ts";
import { paymentsWorld } from "./payments.ts";
import { worldHash } from "./world-hash.ts";

const file = fileURLToPath(new URL("../golden/world.golden.json", import.meta.url));

const made = Object.fromEntries(
  goldenWorlds.map(({ name, settings, seed }) => [name, worldHash(paymentsWorld(settings, seed))]),
);
if (process.env.UPDATE_WORLD_GOLDEN) writeFileSync(file, `${JSON.stringify({ hashes: made }, null, 2)}\n`);
const kept = JSON.parse(readFileSync(file, "utf8")) as { hashes: Record<string, string> };

test.each(goldenWorlds)("the world “$name” has the same bytes as ever", ({ name }) => {
  expect(kept.hashes[name]).toMatch(/^[0-9a-f]{16}$/);
  expect(made[name]).toBe(kept.hashes[name]);
});

test("no two golden worlds have the same hash, and one changed cell changes it", () => {
  expect(new Set(Object.values(made)).size).toBe(goldenWorlds.length);
  const world = paymentsWorld({ payments: 1000 }, 1);
  const before = worldHash(world);
  world.transactions.amount[17]! += 0.01;
  expect(worldHash(world)).not.toBe(before);
});

test("computing features leaves the world as it was", () => {
  const world = paymentsWorld({ payments: 1000 }, 2);
  const before = worldHash(world);
  paymentFeatures(world, "by-date");
  expect(worldHash(world)).toBe(before);
});
