import { expect, test } from "vitest";
import type { Role } from "../../core/contracts.ts";
import { assumed } from "./assumed.ts";

const column = (name: string, role: Role) => ({ name, role, reason: "" });

test("what the findings take for granted stands in one sentence, with what is to be known of it", () => {
  const columns = [
    column("merchant_id", "entity"),
    column("user_id", "entity"),
    column("at", "event-time"),
    column("fraud", "label"),
  ];
  expect(assumed({ columns, positive: "yes", notices: [] })).toEqual([
    "Taken for granted: the outcome is “fraud” where it is “yes”; a row’s time is “at”; rows belong to “user_id”. If that is wrong, change what each column is for, below.",
  ]);
  expect(assumed({ columns: [column("x", "numeric")], positive: null, notices: ["No outcome."] })).toEqual([
    "No outcome.",
  ]);
});
