import { assertEquals } from "@std/assert";
import type { GradedCheck } from "../../journal/entry.ts";
import { sameVerdict } from "./same_verdict.ts";

const LOCATION = { line: 7, column: 1, source: "x += step;" };

const CHECK: GradedCheck = {
  ...{ id: "04-minimum", name: "reaches the minimum", status: "error", points: 0, maxPoints: 2, message: "TypeError" },
  ...{ location: LOCATION, fault: null, hasCause: false, diagnosis: null, printed: "x is 2\n", durationMs: 12 },
};
const OTHER: GradedCheck = { ...CHECK, id: "04-losses", name: "notes the losses", maxPoints: 1, durationMs: 3 };

Deno.test("sameVerdict() separates what all checks say from what is left of each", () => {
  const { common, rest } = sameVerdict([CHECK, OTHER])!;
  assertEquals([common.message, common.location, common.printed], ["TypeError", LOCATION, "x is 2\n"]);
  assertEquals(rest, [CHECK, OTHER].map((check) => ({ ...check, message: "", location: null, printed: "" })));
});

Deno.test("sameVerdict() leaves different lines and prints with their checks", () => {
  const other = { ...OTHER, location: { ...LOCATION, line: 8 }, printed: "" };
  const { common, rest } = sameVerdict([CHECK, other])!;
  assertEquals([common.location, common.printed], [null, ""]);
  assertEquals(rest, [CHECK, other].map((check) => ({ ...check, message: "" })));
});

Deno.test("sameVerdict() is null for a single check, for checks that passed, and for different verdicts", () => {
  const passed: GradedCheck = { ...CHECK, status: "pass", message: "" };
  const diagnosis = { mutant: "walks uphill", text: "Does it walk uphill?" };
  for (
    const differing of [{ status: "crash" }, { message: "RangeError" }, { fault: "course" }, { diagnosis }] as const
  ) {
    assertEquals(sameVerdict([CHECK, { ...OTHER, ...differing }]), null);
  }
  for (const checks of [[], [CHECK], [passed, passed], [passed, OTHER]]) assertEquals(sameVerdict(checks), null);
});
