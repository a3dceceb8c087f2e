import { assertEquals } from "@std/assert";
import { isBegun } from "./is_begun.ts";
import type { Status } from "./record.ts";

const begun = (...statuses: Status[]) => isBegun(statuses.map((status) => ({ status })));

Deno.test("isBegun() is false for a stub, even if some checks could not be asked", () => {
  assertEquals(begun("todo", "todo"), false);
  assertEquals(begun("todo", "skipped"), false);
});

Deno.test("isBegun() is true as soon as a check has another verdict, or if none could be asked", () => {
  assertEquals(begun("todo", "fail"), true);
  assertEquals(begun("pass"), true);
  assertEquals(begun("load", "load"), true);
  assertEquals(begun("skipped", "skipped"), true);
});
