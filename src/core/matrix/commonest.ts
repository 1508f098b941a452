/** What one detector said of one seed. */
export type Said = { letter: string; reason: string };

/** The commonest reason of the commonest verdict; of equals the one that came first. Empty where nothing was said. */
export function commonestReason(said: readonly Said[]): string {
  const letter = commonest(said.map((one) => one.letter));
  return commonest(said.filter((one) => one.letter === letter).map((one) => one.reason)) ?? "";
}

function commonest(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce<[string, number] | undefined>(
    (best, entry) => (best && best[1] >= entry[1] ? best : entry),
    undefined,
  )?.[0];
}
