/**
 * Moves places apart so that two neighbours keep the gap, each as little as possible, within the ends. For labels that would lie on each
 * other. Pure; the order of the places is kept.
 */
export function spread(places: readonly number[], gap: number, start: number, end: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  for (let round = 0; round < 60; round++) {
    let still = true;
    for (let k = 1; k < order.length; k++) {
      const [a, b] = [order[k - 1]!, order[k]!];
      const lack = gap - (moved[b]! - moved[a]!);
      if (lack <= 0.01 * gap) continue;
      moved[a]! -= lack / 2;
      moved[b]! += lack / 2;
      still = false;
    }
    for (const i of order) moved[i] = Math.min(end, Math.max(start, moved[i]!));
    if (still) break;
  }
  return moved;
}
