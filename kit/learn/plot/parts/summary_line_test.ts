import { assertEquals } from "@std/assert";
import { lossCurve } from "../builders/loss_curve.ts";
import { summaryLine } from "./summary_line.ts";

Deno.test("summaryLine() shows the name, the curve, the first and the last value", () => {
  assertEquals(summaryLine(lossCurve([8, 4, 2, 1.13e-17])), "loss ███▁ 8 → 1.13e−17");
});

Deno.test("summaryLine() draws a list whose NaN became null in JSON", () => {
  const picture = JSON.parse(JSON.stringify(lossCurve([8, NaN])));
  assertEquals(summaryLine(picture), "loss ▁× 8 → NaN");
});

Deno.test("summaryLine() removes control characters from the name", () => {
  const usermeta = { sparkline: { name: "\x1b]0;owned\x07\nloss", values: [1] } };
  assertEquals(summaryLine({ title: "t", description: "d", usermeta }), " ]0;owned  loss ▁ 1 → 1");
});

Deno.test("summaryLine() is undefined for a picture without numbers", () => {
  assertEquals(summaryLine({ title: "t", description: "d" }), undefined);
  assertEquals(
    summaryLine({ title: "t", description: "d", usermeta: { sparkline: { name: "x", values: ["1"] } } } as never),
    undefined,
  );
});
