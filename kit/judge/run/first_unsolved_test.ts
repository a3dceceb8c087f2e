import { assertEquals } from "@std/assert";
import { firstUnsolved } from "./first_unsolved.ts";
import type { CheckRecord, Status } from "./record.ts";

/** The index of the check that firstUnsolved() finds among checks with these verdicts; −1 if it finds none. */
function first(...statuses: Status[]): number {
  const checks = statuses.map((status) => ({ status }) as CheckRecord);
  return checks.indexOf(firstUnsolved(checks)!);
}

Deno.test("firstUnsolved() returns the first check that ran and did not pass", () => {
  assertEquals(first("pass", "skipped", "fail", "todo"), 2);
  assertEquals(first("pass", "skipped", "pass"), -1);
});

Deno.test("firstUnsolved() returns the very first check if no check ran", () => {
  assertEquals(first("skipped", "skipped"), 0);
  assertEquals(first(), -1);
});

Deno.test("firstUnsolved() prefers a check that names the mistake to an earlier one that only shows numbers", () => {
  const found = (...hasCause: boolean[]) => {
    const checks = hasCause.map((hasCause) => ({ status: "fail", hasCause }) as CheckRecord);
    return checks.indexOf(firstUnsolved(checks)!);
  };
  assertEquals([found(false, true, true), found(true, true), found(false, false)], [1, 0, 0]);
  const timeout = { status: "timeout", hasCause: true } as CheckRecord;
  const named = { status: "fail", hasCause: true } as CheckRecord;
  assertEquals(firstUnsolved([timeout, named]), timeout);
});
