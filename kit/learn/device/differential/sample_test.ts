import { assertEquals } from "@std/assert";
import { allCases } from "./all_cases.ts";
import { sample } from "./sample.ts";

const cases = allCases(0);

Deno.test("A sample has cases of every kernel, in order, and is always the same", () => {
  const places = sample(cases);
  assertEquals(new Set(places.map((place) => cases[place].kernel)), new Set(cases.map(({ kernel }) => kernel)));
  assertEquals(places, [...new Set(places)].toSorted((a, b) => a - b));
  assertEquals(sample(allCases(0)), places);
});

Deno.test("A sample tests a kernel with each dtype, and with empty tensors of each", () => {
  const own = sample(cases).map((place) => cases[place]).filter(({ kernel }) => kernel === "Diag");
  const kinds = own.map(({ inputs: [x] }) => `${x.split("[")[0]} ${/[[,]0[\],]/.test(x)}`);
  assertEquals(kinds.toSorted(), [
    ...["bool false", "bool false", "bool true", "bool true"],
    ...["float32 false", "float32 false", "float32 true", "float32 true"],
    ...["int32 false", "int32 false", "int32 true", "int32 true"],
  ]);
});
