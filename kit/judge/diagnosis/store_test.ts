import { assertEquals } from "@std/assert";
import { readStore, type Store, storeOf, writeStore } from "./store.ts";

const STORE: Store = {
  solution: new Map([
    ["04-minimum", [{ shape: "{losses: #[2], x: #}", numbers: [[4, 1e-9], [2]] }, { shape: '"; ="', numbers: [] }]],
  ]),
  entries: [
    {
      names: ["climbs"],
      tolerance: 0.001,
      evidence: new Map([["04-minimum", [{ shape: "{losses: #[2], x: #}", numbers: [[4, Infinity], [NaN]] }]]]),
    },
    {
      names: ["goes on", "stops"],
      tolerance: 2e-5,
      isOnlyInOrder: true,
      evidence: new Map([
        ["04-minimum", [{ shape: "{losses: #[2], x: #}", numbers: [[4, 1e-9], [2]] }, { shape: '"="', numbers: [] }]],
        ["04-zero", []],
      ]),
    },
  ],
  silent: [{ name: "hangs", why: "ends with timeout in 04-minimum" }],
};

Deno.test("readStore() reads what writeStore() wrote, with NaN and infinities", () => {
  assertEquals(readStore(writeStore(STORE)), STORE);
  const empty: Store = { solution: new Map(), entries: [], silent: [] };
  assertEquals(readStore(writeStore(empty)), empty);
});

Deno.test("writeStore() writes only differences from the solution, with one line for each check", () => {
  const lines = writeStore(STORE).split("\n").map((line) => line.trim().replace(/,$/, ""));
  assertEquals(lines.filter((line) => line.startsWith('"04-minimum"')), [
    String.raw`"04-minimum": [["{losses: #[2], x: #}","4 1e-9; 2"],["\"; =\"",""]]`,
    `"04-minimum": ["= Infinity; NaN"]`,
    String.raw`"04-minimum": ["=",["\"=\"",""]]`,
  ]);
});

Deno.test("storeOf() returns the file in tests/diagnoses/ with the name of the lesson", () => {
  const url = storeOf(new URL("file:///a%20b/tests/04_gradient_descent_test.ts"));
  assertEquals(url.href, "file:///a%20b/tests/diagnoses/04_gradient_descent.json");
});
