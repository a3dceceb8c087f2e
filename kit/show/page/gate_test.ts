import { assertEquals, assertMatch } from "@std/assert";
import { isToken, refusal } from "./gate.ts";

const HOSTS = ["127.0.0.1:4000", "localhost:4000", "ada-4000.example.dev"];

/** Why a request with these headers is refused. */
const whyNot = (headers: Record<string, string>, method = "GET") =>
  refusal({ method, headers: new Headers(headers) }, HOSTS);

Deno.test("refusal() lets our page in: by each of its names, with and without encryption", () => {
  assertEquals(whyNot({ host: "127.0.0.1:4000" }), undefined);
  for (const host of HOSTS) {
    assertEquals(whyNot({ host, origin: `http://${host}`, upgrade: "websocket" }), undefined);
    assertEquals(whyNot({ host, origin: `https://${host}`, upgrade: "websocket" }), undefined);
  }
});

Deno.test("refusal() refuses every other host, because its name may lead to this machine", () => {
  for (
    const host of ["", "evil.example", "127.0.0.1", "127.0.0.1:4001", "127.0.0.1:4000.evil.example", "0.0.0.0:4000"]
  ) {
    assertMatch(whyNot({ host })!, /host is unknown/, host);
  }
  assertMatch(whyNot({})!, /host is unknown/);
});

Deno.test("refusal() refuses a WebSocket and any other request of a page that is not ours", () => {
  const host = HOSTS[0];
  assertMatch(whyNot({ host, upgrade: "websocket" })!, /needs an Origin/);
  const origins = ["null", "http://evil.example", "http://127.0.0.1:4001", "http://127.0.0.1", "127.0.0.1:4000", ""];
  for (const origin of [...origins, "http://127.0.0.1:4000.evil.example", "file://", "http://127.0.0.1:4000/"]) {
    assertMatch(whyNot({ host, origin, upgrade: "websocket" })!, /not ours/, origin);
    assertMatch(whyNot({ host, origin })!, /not ours/, origin);
  }
});

Deno.test("refusal() lets a frame without an origin in, but only for what such a frame needs", () => {
  const ofFrame = (headers: Record<string, string>) =>
    refusal({ method: "GET", headers: new Headers(headers) }, HOSTS, true);
  assertEquals(ofFrame({ host: HOSTS[0], origin: "null" }), undefined);
  assertMatch(ofFrame({ host: HOSTS[0], origin: "null", upgrade: "websocket" })!, /not ours/);
  assertMatch(ofFrame({ host: HOSTS[0], origin: "http://evil.example" })!, /not ours/);
  assertMatch(ofFrame({ host: "evil.example", origin: "null" })!, /host is unknown/);
});

Deno.test("refusal() answers only GET", () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"]) {
    assertMatch(whyNot({ host: HOSTS[0], origin: `http://${HOSTS[0]}` }, method)!, /Only GET/, method);
  }
});

Deno.test("isToken() accepts only the token itself", () => {
  assertEquals(isToken("abc", "abc"), true);
  for (const other of ["", "ab", "abcd", "ABC", null, undefined, ["abc"], { length: 3 }]) {
    assertEquals(isToken(other, "abc"), false);
  }
});
