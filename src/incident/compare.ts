import type { Outcome, Results } from "./results.ts";

/** One person's row: an outcome for each incident of the comparison, null where they have none. */
export type PersonRow = {
  person: string;
  cells: readonly (Outcome | null)[];
  /** Incidents whose cause was named in full. */
  right: number;
  solved: number;
  minutes: number;
  /** EUR lost beyond what the right repairs would have lost. */
  avoidable: number;
};

/** What a room did with one incident. */
export type IncidentRow = {
  code: string;
  people: number;
  right: number;
  medianMinutes: number;
  /** The checks that people began with, the most frequent first. */
  first: readonly { name: string; people: number }[];
};

export type Comparison = { people: readonly PersonRow[]; incidents: readonly IncidentRow[] };

/**
 * People by incident. Incidents stand in the order in which the files name them first; people in the order of the files. Who comes
 * twice under one name is told apart by a number. Of two outcomes of one incident in a file the first counts.
 */
export function compare(all: readonly Results[]): Comparison {
  const codes = [...new Set(all.flatMap(({ outcomes }) => outcomes.map(({ code }) => code)))];
  const names = new Map<string, number>();
  const people = all.map(({ person, outcomes }): PersonRow => {
    const seen = (names.get(person) ?? 0) + 1;
    names.set(person, seen);
    const cells = codes.map((code) => outcomes.find((one) => one.code === code) ?? null);
    const there = cells.filter((cell) => cell !== null);
    return {
      person: seen === 1 ? person : `${person} (${seen})`,
      cells,
      right: there.filter(({ cause }) => cause === "right").length,
      solved: there.length,
      minutes: there.reduce((sum, { minutes }) => sum + minutes, 0),
      avoidable: there.reduce((sum, { lost }) => sum + lost.yours - lost.right, 0),
    };
  });
  const incidents = codes.map((code, at): IncidentRow => {
    const outcomes = people.map(({ cells }) => cells[at]!).filter((cell) => cell !== null);
    return {
      code,
      people: outcomes.length,
      right: outcomes.filter(({ cause }) => cause === "right").length,
      medianMinutes: median(outcomes.map(({ minutes }) => minutes)),
      first: counted(outcomes.map(({ checks }) => checks[0]?.name ?? "no check at all")),
    };
  });
  return { people, incidents };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function counted(names: readonly string[]): { name: string; people: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, people]) => ({ name, people })).sort((a, b) => b.people - a.people);
}
