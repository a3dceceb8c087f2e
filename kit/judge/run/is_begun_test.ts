import { assertEquals } from "@std/assert";
import { isBegun } from "./is_begun.ts";
import type { Status } from "./record.ts";

const begun = (...statuses: Status[]) => isBegun(statuses.map((status) => ({ status })));

Deno.test("isBegun() is false for a stub, even if some checks could not run", () => {
  assertEquals(begun("todo", "todo"), false);
  assertEquals(begun("todo", "skipped"), false);
});

Deno.test("isBegun() is true if a check has another verdict, or if no check could run", () => {
  assertEquals(begun("todo", "fail"), true);
  assertEquals(begun("pass"), true);
  assertEquals(begun("load", "load"), true);
  assertEquals(begun("skipped", "skipped"), true);
});
