import { assert, assertEquals, assertThrows } from "@std/assert";
import { confusionMatrix } from "./confusion_matrix.ts";
import { imageSheet } from "./image_sheet.ts";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";

const names = ["cat", "dog"];
const twelve = Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j) => 10 * i + j));

const cases = {
  "two classes": () => confusionMatrix([[8, 2], [1, 9]], names),
  "nothing at all": () => confusionMatrix([[0, 0], [0, 0]], names),
  "all right": () => confusionMatrix([[5, 0], [0, 5]], names),
  "all wrong": () => confusionMatrix([[0, 5], [5, 0]], names),
  "twelve classes": () => confusionMatrix(twelve, twelve.map((_, i) => `class ${i}`)),
  "large counts": () => confusionMatrix([[1e6, 12_345], [1, 1e6]], names),
  "long names": () => confusionMatrix([[1, 0], [0, 1]], ["n".repeat(99), "m".repeat(99)]),
  "two pictures": () =>
    sideBySide("Two", "Two.", imageSheet({ cat: [[1]] }, { imageWidth: 1 }), confusionMatrix([[8, 2], [1, 9]], names)),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`confusionMatrix() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("confusionMatrix() writes the counts: rows are the classes, columns the predictions", async () => {
  const texts = svgTexts(await renderSvg(confusionMatrix([[8, 2], [0, 9]], names)));
  const at = (wanted: string) => texts.find(({ text }) => text === wanted)!;
  assert(at("2").top < at("9").top && at("2").left > at("8").left, "2 is not in the upper right cell");
  assertEquals(texts.filter(({ text }) => text === "0").map(({ top }) => top > at("9").bottom), [true]); // the label of a column
});

Deno.test("confusionMatrix() draws larger counts darker, relative to the row or to all mistakes", () => {
  const [{ layer }] = confusionMatrix([[50, 50], [10, 30]], names).concat as [
    { layer: { data: { values: unknown } }[] },
  ];
  const shades = layer.slice(0, 2).map(({ data }) => (data.values as { shade: number }[]).map(({ shade }) => shade));
  assertEquals(shades, [[0.5, 0.75], [0.45, 0.17]]);
});

Deno.test("confusionMatrix() describes how many predictions are right, and which mistake is most frequent", () => {
  const { description, title } = confusionMatrix([[8, 2], [3, 7]], names);
  assertEquals(description, "15 of 20 are right. The commonest mistake: 3 of 10 (dog) are taken for cat.");
  assertEquals(title, "Classes and predictions");
  assertEquals(confusionMatrix([[5, 0], [0, 5]], names).description, "10 of 10 are right.");
});

Deno.test("confusionMatrix() refuses wrong arguments, and says why in one sentence", () => {
  const refuses = (counts: unknown, message: string, kind: typeof TypeError = RangeError, classes: unknown = names) =>
    assertThrows(() => confusionMatrix(counts as never, classes as never), kind, message);
  refuses("12", "counts is a string: pass a list of rows.", TypeError);
  refuses([1, 2], "counts[0] is a number: pass a list of numbers.", TypeError);
  refuses([[1]], "counts has 1 rows: pass 2 to 12, one for each class.");
  refuses([[1, 2], [1]], "counts[1] has 1 numbers for 2 classes: pass one for each.");
  refuses([[1, 2], [1, -1]], "counts[1][1] is −1: a count is a whole number ≥ 0.");
  refuses([[1, NaN], [1, 1]], "counts[0][1] is NaN: a count is a whole number ≥ 0.");
  refuses([[1, 2], [3, 4]], "There are 1 names for 2 classes: pass one for each.", RangeError, ["cat"]);
  refuses([[1, 2], [3, 4]], "names[1] is a number: pass a string.", TypeError, ["cat", 1]);
});
