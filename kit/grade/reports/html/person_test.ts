import { assertEquals } from "@std/assert";
import { person } from "./person.ts";

Deno.test("person() keeps the direction of a name to itself, and its length", () => {
  assertEquals(person("Ada <b>").text, "<bdi>Ada &lt;b&gt;</bdi>");
  assertEquals(person("x".repeat(999)).text, `<bdi>${"x".repeat(120)} … (cut at 120 characters)</bdi>`);
});

Deno.test("person() says that there is no name", () => {
  for (const name of ["", "  ", "\u200b"]) assertEquals(person(name).text, "<bdi>(no name)</bdi>");
});
