import { spawn } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
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

/** Installs what the lock file names, where something is missing or of another version. Ends the process where that fails. */
export async function install() {
  const folder = join(root, "node_modules");
  // A linked folder belongs to someone else: npm would empty it.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  if (isInstalled(readJson(join(root, "package-lock.json")), readJson(join(folder, ".package-lock.json"))))
    return;
  console.error("Installing the packages that package-lock.json names …");
  const { status, output } = await run(
    "npm",
    ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"],
    {
      quiet: true,
    },
  );
  if (status !== 0) {
    console.error(`${output}\nThe packages could not be installed; npm's reason stands above.`);
    process.exit(1);
  }
}

/**
 * Whether everything that the lock file asks of every machine is installed in that very version.
 * @param {any} wanted package-lock.json
 * @param {any} found what npm wrote about node_modules; null where there is nothing
 */
export function isInstalled(wanted, found) {
  return Object.entries(wanted.packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || optional || devOptional || found?.packages?.[path]?.version === version,
  );
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
