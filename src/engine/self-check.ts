import { chapters, loadChapter } from "../chapters/contents.ts";
import { defaultsOf } from "../core/defaults-of.ts";
import golden from "../core/golden/world.golden.json";
import { type Engine, engine } from "./client.ts";
import { firstDifference } from "./difference.ts";

export type Check = {
  /** What was checked: a chapter's id, or the name of a golden world. */
  name: string;
  of: "chapter" | "world";
  equal: boolean;
  /** Where the two results part first; null where they are equal. */
  difference: string | null;
};

/**
 * Makes each golden world in a worker and compares its hash with the one made in Node. Then computes each chapter's default
 * result in a worker and compares it, number by number, with the one that was computed when the site was built. Chapters
 * without a first frame are left out.
 */
export async function* selfCheck(using: Engine = engine): AsyncGenerator<Check> {
  const made = await using.call<Record<string, string>>("worlds", null);
  for (const [name, hash] of Object.entries<string>(golden.hashes)) {
    const difference = made[name] === hash ? null : `hash: ${hash} against ${made[name]}`;
    yield { name, of: "world", equal: difference === null, difference };
  }
  for (const { id } of chapters) {
    const { params, seed } = await loadChapter(id);
    const built = await using.firstFrame<unknown>(id);
    if (built === null) continue;
    const live = await using.experiment<unknown>(id, defaultsOf(params), seed, { fresh: true });
    const difference = firstDifference(built, live, "result");
    yield { name: id, of: "chapter", equal: difference === null, difference };
  }
}
