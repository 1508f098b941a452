// npm start: on a machine with nothing but Node 20 and a clone, a running notebook.
import { join } from "node:path";
import { root } from "./paths.mjs";
import { serve } from "./serve.mjs";
import { install, runTool } from "./shell.mjs";

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`As Of needs Node 20 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
await install();
console.log("Building …");
const { status, output } = await runTool("vite/bin/vite.js", ["build"], { quiet: true });
if (status !== 0) {
  console.error(output);
  process.exit(1);
}
const wished = process.env.PORT;
try {
  const { address } = await serve(join(root, "dist"), {
    port: wished ? Number(wished) : 4173,
    host: process.env.HOST ?? "127.0.0.1",
    anyPort: !wished,
  });
  console.log(`As Of is at ${address}  (Ctrl+C ends it)`);
} catch (error) {
  console.error(
    `The page could not be served on port ${wished}: ${error.message}. PORT=8080 npm start takes another.`,
  );
  process.exit(1);
}
