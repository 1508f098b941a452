import { chapters, defaultsOf } from "../chapters/registry.ts";
import { type Engine, engine } from "./client.ts";
import { firstDifference } from "./difference.ts";

export type Check = {
  chapter: string;
  equal: boolean;
  /** Where the two results part first; null where they are equal. */
  difference: string | null;
};

/**
 * Computes each chapter's default result in a worker and compares it, number by number, with the one that was computed when the
 * site was built. Chapters without a first frame are left out.
 */
export async function* selfCheck(using: Engine = engine): AsyncGenerator<Check> {
  for (const { id, params, seed } of chapters) {
    const built = await using.firstFrame<unknown>(id);
    if (built === null) continue;
    const live = await using.experiment<unknown>(id, defaultsOf(params), seed, { fresh: true });
    const difference = firstDifference(built, live, "result");
    yield { chapter: id, equal: difference === null, difference };
  }
}
