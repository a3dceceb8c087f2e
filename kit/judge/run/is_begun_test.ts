import { assertEquals } from "@std/assert";
import { isBegun } from "./is_begun.ts";
import type { Status } from "./record.ts";

const begun = (...statuses: Status[]) => isBegun(statuses.map((status) => ({ status })));

Deno.test("isBegun() says no of a stub, also where some checks need more than there is", () => {
  assertEquals(begun("todo", "todo"), false);
  assertEquals(begun("todo", "skipped"), false);
});

Deno.test("isBegun() says yes as soon as anything else is known, or if nothing could be asked", () => {
  assertEquals(begun("todo", "fail"), true);
  assertEquals(begun("pass"), true);
  assertEquals(begun("load", "load"), true);
  assertEquals(begun("skipped", "skipped"), true);
});
