import { assertEquals } from "@std/assert";
import { numbersOf } from "./numbers_of.ts";

Deno.test("numbersOf() joins three or more numbers in a row", () => {
  const ids = (...numbers: string[]) => numbers.map((number) => `${number}_name`);
  assertEquals(numbersOf(ids("01", "02", "03", "12"), ","), "01-03,12");
  assertEquals(numbersOf(ids("01", "03", "04", "08", "09", "10", "11"), " "), "01 03 04 08-11");
  assertEquals(numbersOf([], " "), "");
});
