import { assertEquals } from "@std/assert";
import { pushApart } from "./end_labels.ts";
import { sizes } from "./theme.ts";

const labels = (...pixels: number[]) => pixels.map((pixel, i) => ({ text: `${i}`, colour: "#000000", pixel }));
const pixelsOf = (...pixels: number[]) => pushApart(labels(...pixels)).map(({ pixel }) => pixel);

Deno.test("pushApart() leaves labels where they are that have room", () => {
  assertEquals(pixelsOf(), []);
  assertEquals(pixelsOf(0, 100, sizes.plotHeight), [0, 100, sizes.plotHeight]);
});

Deno.test("pushApart() moves a label down that lies on another, and sorts them", () => {
  assertEquals(pushApart(labels(105, 100)).map(({ text, pixel }) => [text, pixel]), [["1", 100], ["0", 119]]);
  assertEquals(pixelsOf(50, 50, 50), [50, 69, 88]);
});

Deno.test("pushApart() moves labels up that would stand below the plot", () => {
  assertEquals(pixelsOf(256, 256, 250), [218, 237, 256]);
});

Deno.test("pushApart() changes none of the labels that came in", () => {
  const came = labels(100, 100);
  pushApart(came);
  assertEquals(came, labels(100, 100));
});
