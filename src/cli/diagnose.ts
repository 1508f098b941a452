// npm run -s diagnose -- FILE [FILE] [--roles roles.json] [--json | --html | --csv]: the workbench's checks on files of this machine.
import { type FileHandle, open, readFile as readText } from "node:fs/promises";
import { basename } from "node:path";
import { chapter } from "../chapters/registry.ts";
import { CsvError } from "../workbench/csv/error.ts";
import type { Csv } from "../workbench/csv/read.ts";
import type { ByteSource } from "../workbench/csv/source.ts";
import { diagnose, setUp } from "../workbench/diagnosis.ts";
import { readFile } from "../workbench/files/read-file.ts";
import { FORMATS, type Format } from "../workbench/report/report.ts";
import { asText } from "../workbench/report/text.ts";
import { write } from "../workbench/report/write.ts";
import { RolesError, readRoleMap } from "../workbench/roles/role-map.ts";

const USAGE = "Use: npm run -s diagnose -- FILE [FILE] [--roles roles.json] [--json | --html | --csv]";

/** Something the person can mend; one sentence, exit status 2. */
class BadInput extends Error {}

type Arguments = { files: string[]; roles: string | null; format: Format | null; timings: boolean };

function readArguments(given: readonly string[]): Arguments {
  const args: Arguments = { files: [], roles: null, format: null, timings: false };
  for (let i = 0; i < given.length; i++) {
    const word = given[i]!;
    const format = FORMATS.find((one) => word === `--${one}`);
    if (format) args.format = format;
    else if (word === "--timings") args.timings = true;
    else if (word === "--roles") {
      args.roles = given[++i] ?? null;
      if (args.roles === null) throw new BadInput(`--roles needs the name of a JSON file. ${USAGE}`);
    } else if (word.startsWith("--")) throw new BadInput(`There is no option ${word}. ${USAGE}`);
    else args.files.push(word);
  }
  if (args.files.length === 0) throw new BadInput(`Name a CSV or Parquet file. ${USAGE}`);
  if (args.files.length > 2)
    throw new BadInput(`At most two files can be compared, and ${args.files.length} were named. ${USAGE}`);
  return args;
}

/** Why the system would not open a file, in words. */
function whyNot(path: string, error: unknown): BadInput {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOENT") return new BadInput(`There is no file “${path}”.`);
  if (code === "EISDIR") return new BadInput(`“${path}” is a folder. Name a CSV or Parquet file in it.`);
  if (code === "EACCES" || code === "EPERM")
    return new BadInput(`“${path}” may not be read: permission is denied.`);
  return new BadInput(`“${path}” could not be read (${code || String(error)}).`);
}

async function read(path: string): Promise<Csv> {
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (error) {
    throw whyNot(path, error);
  }
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw whyNot(path, { code: "EISDIR" });
    if (!stat.isFile())
      throw new BadInput(
        `“${path}” is no regular file. Save it to disk first: it is read more than once where a column changes its nature.`,
      );
    const source: ByteSource = {
      name: basename(path),
      size: stat.size,
      async read(start, end) {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      },
    };
    return await readFile(source);
  } catch (error) {
    if (error instanceof CsvError || error instanceof BadInput) throw error;
    if ((error as NodeJS.ErrnoException).code) throw whyNot(path, error);
    throw error;
  } finally {
    await handle.close();
  }
}

async function roleMap(path: string | null) {
  if (path === null) return new Map();
  try {
    return readRoleMap(await readText(path, "utf8"), `“${basename(path)}”`);
  } catch (error) {
    if (error instanceof RolesError) throw error;
    throw whyNot(path, error);
  }
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  const wanted = await roleMap(args.roles);
  const start = performance.now();
  const first = await read(args.files[0]!);
  const second = args.files[1] === undefined ? null : await read(args.files[1]);
  const typed = performance.now();
  const setup = setUp(second === null ? [first] : [first, second], wanted);
  const diagnosis = await diagnose(setup);
  const files = second === null ? [first] : [first, second];
  const chapterTitle = (id: string) => chapter(id)?.title ?? null;
  const plot = args.format === "html" ? await import("@observablehq/plot") : null;
  const out = args.format
    ? write(args.format, { files, setup, diagnosis, made: null, address: null, chapterTitle, plot })
    : asText(files, diagnosis);
  // Written in one call and awaited, so that a pipe gets all of it before the process ends.
  await new Promise<void>((done, fail) =>
    process.stdout.write(out, (error) => (error ? fail(error) : done())),
  );
  if (args.timings) {
    const seconds = (ms: number) => (ms / 1000).toFixed(2);
    console.error(
      `Typed columns after ${seconds(typed - start)} s, all findings after ${seconds(performance.now() - start)} s; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`,
    );
  }
}

main().catch((error: unknown) => {
  if ((error as NodeJS.ErrnoException).code === "EPIPE") process.exit(0);
  if (error instanceof CsvError || error instanceof RolesError || error instanceof BadInput) {
    console.error(error.message);
    process.exit(2);
  }
  console.error(error);
  process.exit(1);
});
