import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../src/cli/paths.mjs";
import { run } from "../../src/cli/shell.mjs";

/** The heavy detectors in Node at three sizes, beside a reference implementation on data of the same shape where Python has one. */
export async function measure({ print }) {
  const folder = mkdtempSync(join(tmpdir(), "as-of-bench-"));
  const file = join(folder, "detectors.json");
  try {
    const own = await run(
      process.execPath,
      [join(root, "src/cli/run.mjs"), "bench-detectors", "--json", file],
      { quiet: true },
    );
    if (own.status !== 0) throw new Error(own.output);
    const results = JSON.parse(readFileSync(file, "utf8"));
    const references = await referenceTimes();
    for (const result of results) {
      const last = result.points.at(-1);
      print(result.what, last.seconds, "s");
      print(
        `  grows with the rows to the power of (from ${result.points[0].rows.toLocaleString("en")})`,
        result.exponent,
        "",
      );
      const reference = references[result.id];
      result.reference = reference ?? null;
      if (reference?.seconds === undefined) {
        console.log(`  no reference: ${reference?.missing ?? "Python"} is not installed`);
        continue;
      }
      print(`  ${reference.by}`, reference.seconds, "s");
      print("  beside it", last.seconds / reference.seconds, "times");
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the reference implementations take; nothing where there is no Python. */
async function referenceTimes() {
  const python = process.env.PYTHON ?? "python3";
  const script = fileURLToPath(new URL("detectors.py", import.meta.url));
  // One thread, as ours has.
  const env = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const { status, output } = await run(python, [script], { quiet: true, env });
  if (status === 0) return JSON.parse(output.trim().split("\n").at(-1));
  console.log(
    `No reference times: ${python} ${status === 127 ? "is not there" : "failed"}. Set PYTHON to one.`,
  );
  return {};
}
