import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
// @ts-expect-error plain JavaScript, so that it runs where nothing is installed
import { serve } from "./serve.mjs";

let folder: string;
let site: { address: string; port: number; close(): Promise<void> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "serve-"));
  mkdirSync(join(folder, "dist/assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "dist/index.html"), "home");
  writeFileSync(join(folder, "dist/assets/a b.js"), "script");
  site = await serve(join(folder, "dist"), { port: 4700, base: "/sub/" });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** A request whose path no client tidies up beforehand. */
const get = (path: string) =>
  new Promise<{ status: number; type: string | undefined; text: string }>((resolve, reject) => {
    request({ port: site.port, path }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode!, type: response.headers["content-type"], text }),
      );
    })
      .on("error", reject)
      .end();
  });

test("files are served below the sub-path alone, with their types", async () => {
  expect(await get("/sub/")).toMatchObject({ status: 200, text: "home", type: "text/html; charset=utf-8" });
  expect(await get("/sub/assets/a%20b.js?x=1")).toMatchObject({
    status: 200,
    type: "text/javascript; charset=utf-8",
  });
  expect(await get("/")).toMatchObject({ status: 404 });
  expect(await get("/sub")).toMatchObject({ status: 301 });
});

test.each([
  "/sub/../secret.txt",
  "/sub/%2e%2e/secret.txt",
  "/sub/..%2fsecret.txt",
  "/sub/%00",
  "/sub/%",
  "/sub/assets",
])("%s is not served", async (path) => {
  const { status, text } = await get(path);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).not.toContain("secret");
});

test("where the port is busy, the next free one is taken, or the reason told", async () => {
  const second = await serve(folder, { port: site.port });
  expect(second.port).toBeGreaterThan(site.port);
  await second.close();
  await expect(serve(folder, { port: site.port, anyPort: false })).rejects.toThrow("EADDRINUSE");
});
