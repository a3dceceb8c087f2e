import { assertEquals, assertThrows } from "@std/assert";
import { parseListing } from "./archive_listing.ts";

const entry = { path: "a.ts", kind: "file", size: 1, number: 0, problem: null };

Deno.test("parseListing() reads entries, or a problem", () => {
  assertEquals(parseListing(JSON.stringify({ entries: [{ ...entry, more: 1 }] })), { entries: [entry] } as never);
  assertEquals(parseListing('{"problem":"is broken."}'), { problem: "is broken." });
});

Deno.test("… accepts nothing else from a program that has read a stranger's archive", () => {
  const refused: unknown[] = [
    ...[null, 1, [], {}, { entries: {} }, { problem: 1 }, { entries: [null] }],
    ...[{ path: 1 }, { kind: "device" }, { size: -1 }, { size: 1.5 }, { number: "../a" }, { number: -1 }, {
      problem: 1,
    }]
      .map((change) => ({ entries: [{ ...entry, ...change }] })),
    { entries: [entry, entry] }, // the same number twice
  ];
  for (const value of refused) assertThrows(() => parseListing(JSON.stringify(value)), TypeError);
  assertThrows(() => parseListing('{"entries":['), SyntaxError);
});
