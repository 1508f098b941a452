import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/**
 * A plain static file server: files as they are, no header that a static host would not send, nothing outside the folder.
 * @param {string} folder
 * @param {{ port?: number, host?: string, base?: string, anyPort?: boolean }} [options] `base` is the sub-path it serves under;
 *   with `anyPort` the next free port is taken where the wished one is busy
 * @returns {Promise<{ address: string, port: number, close(): Promise<void> }>}
 */
export async function serve(folder, { port = 4173, host = "127.0.0.1", base = "/", anyPort = true } = {}) {
  const server = createServer(async (request, response) => {
    const answer = (status, text) => response.writeHead(status, { "content-type": "text/plain" }).end(text);
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "Only GET and HEAD.");
    let path;
    try {
      path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    } catch {
      return answer(400, "The address can't be read.");
    }
    if (path === base.slice(0, -1)) return response.writeHead(301, { location: base }).end();
    if (!path.startsWith(base)) return answer(404, "Not found.");
    const file = normalize(join(folder, path.slice(base.length), path.endsWith("/") ? "index.html" : ""));
    if (file.includes("\0") || !file.startsWith(normalize(folder + sep))) return answer(404, "Not found.");
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return answer(404, "Not found.");
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-length": found.size,
      "cache-control": "no-cache",
    });
    if (request.method === "HEAD") return response.end();
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
  });
  const bound = await listen(server, port, host, anyPort);
  return {
    address: `http://${host === "0.0.0.0" ? "localhost" : host}:${bound}${base}`,
    port: bound,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server, port, host, anyPort) {
  return new Promise((done, fail) => {
    const attempt = (candidate) => {
      server.once("error", (error) => {
        if (error.code === "EADDRINUSE" && anyPort && candidate < port + 100) attempt(candidate + 1);
        else fail(error);
      });
      server.listen(candidate, host, () => {
        server.removeAllListeners("error");
        done(server.address().port);
      });
    };
    attempt(port);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { address } = await serve(process.argv[2] ?? "dist", { port: Number(process.env.PORT ?? 4173) });
  console.log(address);
}
