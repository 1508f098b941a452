import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * Runs a command in the project's folder and resolves with its exit status and what it printed. `quiet` keeps it from the screen.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // npm and npx are .cmd files on Windows.
      shell: process.platform === "win32",
    });
    let output = "";
    for (const [stream, screen] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]))
      stream.on("data", (chunk) => {
        output += chunk;
        if (!quiet) screen.write(chunk);
      });
    child.on("error", (error) => done({ status: 127, output: `${output}${error.message}\n` }));
    child.on("close", (status) => done({ status: status ?? 1, output }));
  });
}

/**
 * A program of an installed package, run with this very Node.
 * @param {string} program a path below node_modules
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 */
export function runTool(program, args, options) {
  return run(process.execPath, [join(root, "node_modules", program), ...args], options);
}

/** Installs what the lock file names, where it is missing or older than the lock file. Ends the process where that fails. */
export async function install() {
  const marker = join(root, "node_modules/.package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing the packages that package-lock.json names …");
  const { status } = await run("npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]);
  if (status !== 0) {
    console.error("The packages could not be installed; npm's reason stands above.");
    process.exit(1);
  }
}
