import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Failure, parseReply, printable } from "./messages.ts";

const failure: Failure = { reason: "call", message: "boo", location: { line: 2, column: 3, source: "boo();" } };

Deno.test("parseReply() reads each kind of reply", () => {
  assertEquals(parseReply('{"id":"1","kind":"value","value":"[1]"}'), { id: "1", kind: "value", value: [1] });
  assertEquals(parseReply('{"id":"1","kind":"ready","device":null}'), { id: "1", kind: "ready", device: null });
  const device = { backend: "webgpu", adapter: "llvmpipe" };
  assertEquals(parseReply(JSON.stringify({ id: "1", kind: "ready", device })), { id: "1", kind: "ready", device });
  assertEquals(parseReply(JSON.stringify({ id: "1", kind: "failure", failure })), {
    id: "1",
    kind: "failure",
    failure,
  });
});

Deno.test("parseReply() reads a step of a training, and a loss for which JSON has no word", () => {
  const step = { id: "1", kind: "progress", step: 3, steps: 9 } as const;
  for (const loss of [0.5, "NaN", "Infinity", "-Infinity"]) {
    assertEquals(parseReply(JSON.stringify({ ...step, loss, points: 8 })), { ...step, loss: Number(loss) });
  }
});

Deno.test("parseReply() reads a model in the middle of its training", () => {
  const checkpoint = { id: "1", kind: "checkpoint", step: 3, steps: 9, tensors: "AAAA" } as const;
  assertEquals(parseReply(JSON.stringify({ ...checkpoint, path: "/etc" })), checkpoint);
});

Deno.test("parseReply() drops what does not belong to a reply", () => {
  assertEquals(parseReply('{"id":"1","kind":"value","value":"1","status":"pass","__proto__":{"points":8}}'), {
    id: "1",
    kind: "value",
    value: 1,
  });
});

for (
  const text of [
    ...["", "null", "1", "[]", "{}", '{"id":1,"kind":"value","value":"1"}', '{"id":"1"}', '{"id":"1","kind":"pass"}'],
    ...['{"id":"1","kind":"value"}', '{"id":"1","kind":"value","value":1}', '{"id":"1","kind":"value","value":"{"}'],
    ...[
      '{"id":"1","kind":"ready"}',
      '{"id":"1","kind":"ready","device":"cpu"}',
      '{"id":"1","kind":"ready","device":{}}',
    ],
    ...[
      '{"id":"1","kind":"progress","step":0,"steps":1}',
      '{"id":"1","kind":"checkpoint","step":0,"steps":1}',
      '{"id":"1","kind":"checkpoint","step":0,"steps":1,"tensors":[]}',
      '{"id":"1","kind":"checkpoint","step":2,"steps":1,"tensors":""}',
      '{"id":"1","kind":"progress","step":0,"steps":1,"loss":"0"}',
      '{"id":"1","kind":"progress","step":0,"steps":1,"loss":null}',
      '{"id":"1","kind":"progress","step":0,"steps":0,"loss":1}',
      '{"id":"1","kind":"progress","step":-1,"steps":1,"loss":1}',
      '{"id":"1","kind":"progress","step":2,"steps":1,"loss":1}',
      '{"id":"1","kind":"progress","step":0.5,"steps":1,"loss":1}',
      '{"id":"1","kind":"progress","step":0,"steps":1e99,"loss":1}',
      '{"id":"1","kind":"progress","step":"0","steps":1,"loss":1}',
    ],
    ...['{"id":"1","kind":"failure"}', '{"id":"1","kind":"failure","failure":null}'],
    ...['{"id":"1","kind":"failure","failure":{"reason":"pass","message":"","location":null}}'],
    ...['{"id":"1","kind":"failure","failure":{"reason":"call","message":1,"location":null}}'],
    ...['{"id":"1","kind":"failure","failure":{"reason":"call","message":""}}'],
    ...[
      '{"id":"1","kind":"failure","failure":{"reason":"call","message":"","location":{"line":1.5,"column":1,"source":""}}}',
    ],
    ...['{"id":"1","kind":"failure","failure":{"reason":"call","message":"","location":{"line":1,"column":1}}}'],
  ]
) {
  Deno.test(`parseReply() refuses ${text || "an empty text"}`, () => {
    assertThrows(() => parseReply(text), SyntaxError);
  });
}

Deno.test("parseReply() makes the texts of a failure printable and bounds them", () => {
  const location = { ...failure.location!, source: "y".repeat(999) };
  const loud = { reason: "call", message: "\x1b[31m".repeat(9) + "x".repeat(9999), location };
  const reply = parseReply(JSON.stringify({ id: "1", kind: "failure", failure: loud }));
  if (reply.kind !== "failure") throw new Error("not a failure");
  assertEquals(/^x+ … \(cut at 2000 characters\)$/.test(reply.failure.message), true);
  assertEquals(reply.failure.location?.source, `${"y".repeat(200)} … (cut at 200 characters)`);
});

for (
  const [text, shown] of [
    ["plain text\n\twith a tab, é and 学", "plain text\n\twith a tab, é and 学"],
    ["\x1b[2J\x1b[1;31mred\x1b[0m", "red"],
    ["\x1b]0;title\x07", "]0;title"],
    ["\x9b31mred", "31mred"],
    ["one\r\ntwo\rthree", "one\ntwo\nthree"],
    ["safe\u202Eesrever\u2066", "safeesrever"],
    ["a\0b\bc\x7f", "abc"],
  ]
) {
  Deno.test(`printable() shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () => {
    assertEquals(printable(text, 100), shown);
  });
}

Deno.test("printable() cuts at the length and says so", () => {
  assertEquals(printable("abcd", 4), "abcd");
  assertEquals(printable("abcde", 4), "abcd … (cut at 4 characters)");
});

Deno.test("printable() lets nothing through that steers a terminal", () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("\x1b", "[", "]", "2", ";", "J", "m", "\x9b", "\r", "\n", "\x07", "\u202e", "a")),
      (parts) => {
        // deno-lint-ignore no-control-regex
        assertEquals(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/.test(printable(parts.join(""), 20)), false);
      },
    ),
    { seed: 42, numRuns: 2000 },
  ));
