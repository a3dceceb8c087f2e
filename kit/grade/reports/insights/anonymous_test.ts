import { assertEquals } from "@std/assert";
import { anonymous } from "./anonymous.ts";

const ADA = { student: "ada.l", name: "Ada Lovelace", email: "countess@example.org" };
const person = (student: string, name = student) => ({ student, name, email: null });

Deno.test("anonymous() replaces names, identifiers and addresses", () => {
  assertEquals(anonymous('"Ada Lovelace, ada.l, <countess@example.org>"', [ADA]), '"Someone, someone, <someone>"');
  assertEquals(anonymous('"LOVELACE"; lovelace', [ADA]), '"SOMEONE"; someone');
  assertEquals(anonymous("const id = 1234001;", [person("1234001")]), "const id = 1;");
});

Deno.test("anonymous() replaces names within the names of a program", () => {
  assertEquals(
    anonymous("adaLoss + lossOfAda + ada_2 + adaptive + metadata", [ADA]),
    "someoneLoss + lossOfSomeone + someone_2 + adaptive + metadata",
  );
});

Deno.test("anonymous() finds names with and without accents, in composed and decomposed letters", () => {
  const jose = person("jose", "José Ōe");
  assertEquals(anonymous("José JOSÉ jose Jose\u0301 Ōe oe", [jose]), "Someone SOMEONE someone Someone someone");
  assertEquals(anonymous("太郎", [person("t", "山田 太郎")]), "someone");
});

Deno.test("anonymous() leaves the words of every program as they are", () => {
  const max = person("max", "Max Map");
  assertEquals(anonymous('Math.max(1, 2); "Max"; new Map()', [max]), 'Math.max(1, 2); "Someone"; new Map()');
  assertEquals(
    anonymous("do { if (x) break; } while (42)", [person("42", "Do If")]),
    "do { if (x) break; } while (42)",
  );
});

Deno.test("anonymous() takes any name, and none", () => {
  assertEquals(anonymous("a.b (c) $& x", [person("", "(.*)"), person("$&", "a|b")]), "a.b (c) someone x");
  assertEquals(anonymous("x", []), "x");
  assertEquals(anonymous("x".repeat(1000), [person("y".repeat(1e6), "z ".repeat(1e6))]), "x".repeat(1000));
});
