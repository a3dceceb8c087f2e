import { assertEquals, assertThrows } from "@std/assert";
import { type Failure, parseReply } from "./messages.ts";

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

Deno.test("parseReply() reads a training step, and a loss that JSON cannot express", () => {
  const step = { id: "1", kind: "progress", step: 3, steps: 9 } as const;
  for (const loss of [0.5, "NaN", "Infinity", "-Infinity"]) {
    assertEquals(parseReply(JSON.stringify({ ...step, loss, points: 8 })), { ...step, loss: Number(loss) });
  }
});

Deno.test("parseReply() reads a model that was saved during training", () => {
  const checkpoint = { id: "1", kind: "checkpoint", step: 3, steps: 9, tensors: "AAAA" } as const;
  assertEquals(parseReply(JSON.stringify({ ...checkpoint, path: "/etc" })), checkpoint);
});

Deno.test("parseReply() ignores fields that do not belong to a reply", () => {
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

Deno.test("parseReply() makes the strings of a failure printable and limits their length", () => {
  const location = { ...failure.location!, source: "y".repeat(999) };
  const loud = { reason: "call", message: "\x1b[31m".repeat(9) + "x".repeat(9999), location };
  const reply = parseReply(JSON.stringify({ id: "1", kind: "failure", failure: loud }));
  if (reply.kind !== "failure") throw new Error("not a failure");
  assertEquals(/^x+ … \(cut at 2000 characters\)$/.test(reply.failure.message), true);
  assertEquals(reply.failure.location?.source, `${"y".repeat(200)} … (cut at 200 characters)`);
});

Deno.test("parseReply() turns a source line and the name of a device into single printable lines", () => {
  const location = { line: 1, column: 1, source: "a\u2028b\n::error::c\t=" };
  const reply = parseReply(JSON.stringify({ id: "1", kind: "failure", failure: { ...failure, location } }));
  if (reply.kind !== "failure") throw new Error("not a failure");
  assertEquals(reply.failure.location?.source, "a␊b␊: :error: :c =");
  const device = { backend: "cpu\n", adapter: "GPU\x1b[2J\u202e" };
  assertEquals(parseReply(JSON.stringify({ id: "1", kind: "ready", device })), {
    id: "1",
    kind: "ready",
    device: { backend: "cpu␊", adapter: "GPU␛[2J\\u{202e}" },
  });
});
