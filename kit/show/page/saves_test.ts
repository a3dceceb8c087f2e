import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Saves } from "./saves.ts";

const NOW = new Date(2026, 0, 1, 14, 5);

Deno.test("Saves shows a button for each save, once there are two", () => {
  const saves = new Saves();
  saves.add(0, 8, { score: "a" }, NOW);
  assertEquals(saves.section(), "");
  saves.add(6, 8, { score: "b" }, NOW);
  assertStringIncludes(saves.section(), 'aria-label="Save 2 at 14:05: 6 of 8 points"');
});

Deno.test("Saves returns what the page showed, with the picture that came later", () => {
  const saves = new Saves();
  saves.complete({ picture: "nobody's" });
  saves.add(0, 8, { score: "a" });
  saves.complete({ picture: "p" });
  saves.add(8, 8, { score: "b" });
  assertEquals([saves.at("1"), saves.at("2")], [{ score: "a", picture: "p" }, { score: "b" }]);
  for (const wrong of ["0", "3", "-1", "1.5", "", "x", "constructor"]) assertEquals(saves.at(wrong), undefined, wrong);
  saves.clear();
  assertEquals(saves.at("1"), undefined);
});

Deno.test("Saves forgets the oldest of many or large saves, and the others keep their numbers", () => {
  const saves = new Saves();
  for (let i = 1; i <= 150; i++) saves.add(0, 8, { score: `${i}` });
  assertEquals([saves.at("50"), saves.at("51"), saves.at("150")], [undefined, { score: "51" }, { score: "150" }]);
  for (let i = 151; i <= 160; i++) saves.add(0, 8, { picture: "x".repeat(2 ** 22) });
  assertEquals(saves.at("156"), undefined);
  assert(saves.at("160"));
});
