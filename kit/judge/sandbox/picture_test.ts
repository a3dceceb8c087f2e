import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { drawPicture } from "./picture.ts";

type Shape = "line" | "views" | "bar";

/** A picture whose shape a lesson chooses at each call. */
function picture({ y = 0, shape = "line" }: { y?: number; shape?: Shape } = {}) {
  const channel = (field: string) => ({ field, type: "quantitative" });
  const view = {
    data: { values: [{ x: 1, y }, { x: 2, y: 2 }] },
    mark: shape === "bar" ? "bar" : "line",
    encoding: { x: channel("x"), y: channel("y") },
  };
  return { title: "t", description: `y is ${y}`, ...shape === "views" ? { hconcat: [view] } : view };
}

/** The y of each earlier curve that is drawn behind a picture. */
async function pastOf(y: number, isKept = false, shape: Shape = "line"): Promise<number[]> {
  const { spec, svg } = await drawPicture(picture, { hasSpec: true, knobs: { y, shape }, isKept });
  assertStringIncludes(svg, `y is ${y}`);
  const layers: { name?: string; data: { values: { y: number }[] } }[] = JSON.parse(spec || "{}").layer ?? [];
  const past = layers.filter(({ name }) => name?.startsWith("past")).map(({ data }) => data.values[0].y);
  assertEquals(svg.match(/opacity="0.35"/g)?.length ?? 0, past.length);
  return past;
}

Deno.test("drawPicture() keeps the usual picture and then the last three behind a picture with other numbers", async () => {
  assertEquals(await pastOf(1), [0]);
  assertEquals(await pastOf(3, true), [0]); // 1 was not kept
  assertEquals(await pastOf(3), [0]); // the same curve
  assertEquals(await pastOf(4, true), [0, 3]);
  assertEquals(await pastOf(5, true), [0, 3, 4]);
  assertEquals(await pastOf(6, true), [3, 4, 5]);
  assertEquals(JSON.parse((await drawPicture(picture, { hasSpec: true })).spec).layer, undefined);
});

Deno.test("drawPicture() draws a picture alone if the earlier ones have another shape", async () => {
  assertEquals(await pastOf(7, true, "views"), []);
  assertEquals(await pastOf(8, true, "bar"), []);
  assertEquals(await pastOf(9, false, "line"), [6]);
  await assertRejects(() => drawPicture(undefined, {}), TypeError, "no function called picture");
});
