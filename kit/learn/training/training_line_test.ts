import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { columns } from "../../base/columns.ts";
import { trainingLine } from "./training_line.ts";

const moment = (step: number, steps: number, loss: number, elapsedMs: number) => ({ step, steps, loss, elapsedMs });

Deno.test("trainingLine() shows the step, the loss as a curve and in numbers, and the time left", () => {
  assertEquals(
    trainingLine([moment(0, 2000, 133, 0), moment(369, 2000, 40, 550), moment(739, 2000, 1.87, 1100)]),
    "  … step 740 of 2,000 · loss █▃▁ 133 → 1.87 · 2 s left",
  );
});

Deno.test("trainingLine() shows no time left after one look, or after the last step", () => {
  assertEquals(trainingLine([moment(0, 10, 8, 0)]), "  … step 1 of 10 · loss ▁ 8 → 8");
  assertEquals(trainingLine([moment(0, 10, 8, 0), moment(9, 10, 1, 90)]), "  … step 10 of 10 · loss █▁ 8 → 1");
});

Deno.test("trainingLine() accepts steps that are counted from 1", () => {
  assertEquals(trainingLine([moment(1, 10, 8, 0), moment(10, 10, 1, 90)]), "  … step 10 of 10 · loss █▁ 8 → 1");
});

Deno.test("trainingLine() draws a loss that falls by decades on the same scale as the picture", () => {
  const falling = [1e3, 1e2, 10, 1, 1e-5].map((loss, i) => moment(i, 5, loss, 0));
  assertStringIncludes(trainingLine(falling), "loss █▇▆▅▁ 1,000 → 1e−5");
});

Deno.test("trainingLine() omits the parts that do not fit", () => {
  const training = [moment(0, 2000, 133, 0), moment(739, 2000, 1.87, 1100)];
  assertEquals(trainingLine(training, 51), "  … step 740 of 2,000 · loss 133 → 1.87 · 2 s left");
  assertEquals(trainingLine(training, 40), "  … step 740 of 2,000 · loss 1.87");
  assertEquals(trainingLine(training, 24), "  … step 740 of 2,000");
});

Deno.test("trainingLine() marks a loss that is not a number", () => {
  assertEquals(
    trainingLine([moment(0, 10, 8, 0), moment(4, 10, NaN, 100)]),
    "  … step 5 of 10 · loss ▁× 8 → NaN · 1 s left",
  );
});

for (
  const [seconds, text] of [[0.2, "1 s"], [59, "59 s"], [90, "2 min"], [3500, "58 min"], [5000, "1 h"], [
    36e5,
    "1,000 h",
  ]]
) {
  Deno.test(`trainingLine() shows ${text} left for ${seconds} s`, () => {
    const line = trainingLine([moment(0, 3, 1, 0), moment(1, 3, 1, Number(seconds) * 1000)]);
    assertEquals(line.split(" · ").at(-1), `${text} left`);
  });
}

Deno.test("trainingLine() ends before the last column, whatever the numbers are", () => {
  const steps = Number.MAX_SAFE_INTEGER;
  const many = Array.from({ length: 50 }, (_, i) => moment(i, steps, -1.23e-300 * i, i * 1e6));
  assert(columns(trainingLine(many)) <= 79);
});
