import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { SMALL_COURSE, smallFolder, smallLesson } from "../../testbed/small_course.ts";
import type { Picture } from "../../learn/plot/parts/picture.ts";
import { renderSvg } from "../../learn/plot/parts/render.ts";
import { readText } from "../../base/read_text.ts";
import { changedPicture, isSamePicture, pictureProblems } from "./picture_problems.ts";

/** The SVG of a picture that shows one number. */
function svgOf(value: number, { title = "Times", isMeasured = false } = {}): Promise<string> {
  const picture: Picture = { title, description: `It is ${value}.`, data: { values: [{ x: value }] }, mark: "point" };
  return renderSvg({ ...picture, encoding: { x: { field: "x", type: "quantitative" } }, usermeta: { isMeasured } });
}

Deno.test("isSamePicture() requires the same text in two ordinary pictures", async () => {
  assert(isSamePicture(await svgOf(1), await svgOf(1)));
  assert(!isSamePicture(await svgOf(1), await svgOf(2)));
});

Deno.test("isSamePicture() requires only the same title in two pictures of measurements", async () => {
  const measured = await svgOf(1, { isMeasured: true });
  assert(isSamePicture(measured, await svgOf(2, { isMeasured: true })));
  assert(!isSamePicture(measured, await svgOf(1, { isMeasured: true, title: "Losses" })));
});

Deno.test("isSamePicture() requires the same text if only one of two pictures shows measurements", async () => {
  assert(!isSamePicture(await svgOf(1, { isMeasured: true }), await svgOf(1)));
  assert(!isSamePicture(await svgOf(1), await svgOf(1, { isMeasured: true })));
});

Deno.test("isSamePicture() ignores a description that imitates the mark of measurements", async () => {
  const [one, two] = [await svgOf(1), await svgOf(2)].map((svg) => svg.replace("It is", ' data-measured="true"'));
  assert(!isSamePicture(one, two));
});

Deno.test("pictureProblems() finds a missing picture, and a changed one", async () => {
  const entry = smallLesson("04");
  const lesson = entry.id;
  const folder = await Deno.makeTempDir();
  const file = join(folder, `${lesson}.svg`);
  try {
    assertEquals(await pictureProblems(entry, file, SMALL_COURSE), [
      `docs/pictures/${lesson}.svg is missing: run deno task pictures 4.`,
    ]);
    const drawn = await readText(join(smallFolder, "docs/pictures", `${lesson}.svg`));
    await Deno.writeTextFile(file, drawn);
    assertEquals(await pictureProblems(entry, file, SMALL_COURSE), []);
    await Deno.writeTextFile(file, drawn.replaceAll("\n", "\r\n")); // as Git for Windows writes it
    assertEquals(await pictureProblems(entry, file, SMALL_COURSE), []);
    await Deno.writeTextFile(file, drawn.replace("<title>", "<title>Another: "));
    const [problem] = await pictureProblems(entry, file, SMALL_COURSE);
    assertStringIncludes(problem, `draws a different picture from docs/pictures/${lesson}.svg`);
    assertEquals(await Deno.readTextFile(changedPicture(file)), drawn);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
