// npm run types: each side is checked with its own library alone (core without the DOM, pages without Node).
import { runTool } from "./shell.mjs";

let failed = false;
for (const side of ["src/core", ".", "src/cli"]) {
  const { status } = await runTool("typescript/bin/tsc", ["-p", side]);
  if (status !== 0) {
    failed = true;
    console.error(`The types of ${side} do not check.`);
  }
}
process.exit(failed ? 1 : 0);
