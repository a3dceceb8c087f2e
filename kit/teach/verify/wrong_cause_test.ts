import { assertEquals } from "@std/assert";
import type { CheckRecord } from "../../judge/run/record.ts";
import { wrongCause } from "./wrong_cause.ts";

Deno.test("wrongCause() finds a message that names a mistake other than the mutant's own", () => {
  const mutant = { name: "climbs", replace: "-=", by: "+=", refusedBy: "04-a", causes: ["uphill"] };
  const found = (message: string, more: Partial<CheckRecord> = {}) =>
    wrongCause(mutant, { id: "04-a", status: "fail", hasCause: true, message, ...more } as CheckRecord);
  assertEquals(found("x is 3: it moves uphill."), undefined);
  assertEquals(
    found("x is 3: one step too few."),
    'the message of 04-a names a mistake that is not among its causes: "x is 3: one step too few.". ' +
      "If it is right, add some of its words to the causes of the mutant.",
  );
  assertEquals(found("x is 3.", { hasCause: false }), undefined);
  assertEquals(found("TypeError: no", { status: "error" }), undefined);
});
