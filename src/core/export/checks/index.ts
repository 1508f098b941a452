import type { SqlCheck } from "./sql-check.ts";

const found = import.meta.glob<SqlCheck>("./*.sql.ts", { eager: true, import: "default" });

/** Every check that can be run as SQL, in the order of their ids. */
export const sqlChecks: readonly SqlCheck[] = Object.values(found).sort((a, b) => (a.id < b.id ? -1 : 1));
