import { expose } from "comlink";
import { byName, createDoor, type Sources } from "./door.ts";

const inChapter = /^\.\.\/chapters\/([^/]+)\//;

expose(
  createDoor({
    experiments: byName(
      import.meta.glob("../chapters/*/experiment.ts") as Record<string, () => Promise<never>>,
      inChapter,
    ),
    scenarios: byName(
      import.meta.glob("../chapters/*/scenario.ts") as Record<string, () => Promise<never>>,
      inChapter,
    ),
    jobs: byName(
      import.meta.glob(["../workbench/*.job.ts", "../incident/*.job.ts", "../chapters/*/*.job.ts"]) as Record<
        string,
        () => Promise<never>
      >,
      /\/([^/]+)\.job\.ts$/,
    ),
  } satisfies Sources),
);
