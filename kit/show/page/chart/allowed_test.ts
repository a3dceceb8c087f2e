import { assertEquals, assertMatch } from "@std/assert";
import { lossCurves } from "../../../learn/plot/builders/loss_curves.ts";
import { confusionMatrix } from "../../../learn/plot/builders/confusion_matrix.ts";
import { sideBySide } from "../../../learn/plot/builders/side_by_side.ts";
import { fitCurve } from "../../../learn/plot/builders/fit_curve.ts";
import { chartProblem } from "./allowed.ts";

const POINTS = {
  data: { values: [{ x: 1, y: 2 }] },
  mark: "point",
  encoding: { x: { field: "x", type: "quantitative" } },
};

Deno.test("chartProblem() accepts the course's pictures", () => {
  const points = { xs: [0, 1, 2], ys: [1, 0, 2] };
  const curve = lossCurves({ a: [8, 4, 1e-9], b: [7, 5, 3] }, { title: "t" });
  const pictures = [
    curve,
    confusionMatrix([[3, 1], [0, 4]], ["if", "constructor"], { title: "t" }),
    sideBySide("t", "d", curve, curve),
    fitCurve({ data: points, truth: points }, { title: "t" }),
  ];
  for (const picture of pictures) assertEquals(chartProblem(JSON.parse(JSON.stringify(picture))), undefined);
});

Deno.test("chartProblem() refuses addresses, images, signals and expressions, wherever they are", () => {
  const wrong: [change: object, why: RegExp][] = [
    [{ data: { url: "http://example.org/a.csv" } }, /data are not a list/],
    [{ data: { values: [], url: "a" } }, /data are not a list/],
    [{ mark: "image" }, /images/],
    [{ mark: { type: "image", url: "x" } }, /images|"url"/],
    [{ mark: { type: "geoshape" } }, /images or maps/],
    [{ mark: { type: "point", href: "javascript:alert(1)" } }, /"href"/],
    [{ encoding: { href: { value: "x" } } }, /"href"/],
    [{ encoding: { url: { value: "x" } } }, /"url"/],
    [{ params: [{ name: "a", expr: "1" }] }, /"params"/],
    [{ transform: [{ calculate: "1", as: "x" }] }, /"transform"/],
    [{ width: { signal: "alert(1)" } }, /"signal"/],
    [{ encoding: { x: { condition: { test: "true", value: 1 } } } }, /"condition"/],
    [{ encoding: { x: { field: "x", axis: { labelExpr: "alert(1)" } } } }, /expression of its own/],
    [{ encoding: { x: { field: "x", axis: { labelExpr: '{"1":evil()}[datum.value]' } } } }, /expression of its own/],
    [{ config: { signals: [] } }, /"config"/],
    [{ layer: [{ layer: [{ datasets: {} }] }] }, /"datasets"/],
    [{ projection: {} }, /"projection"/],
  ];
  for (const [change, why] of wrong) {
    const picture = { ...POINTS, ...change };
    assertMatch(chartProblem(picture) ?? "", why, JSON.stringify(change));
    assertMatch(chartProblem({ title: "t", hconcat: [POINTS, picture] }) ?? "", why, JSON.stringify(change));
  }
});

Deno.test("chartProblem() refuses numbers that would keep the browser busy", () => {
  for (const count of [1e9, "second", { step: 1 }]) {
    const axis = { encoding: { x: { field: "x", axis: { tickCount: count } } } };
    assertMatch(chartProblem({ ...POINTS, ...axis })!, /too many ticks/);
  }
  const format = { encoding: { x: { field: "x", axis: { format: "999999999d" } } } };
  assertMatch(chartProblem({ ...POINTS, ...format })!, /too long/);
});

Deno.test("chartProblem() refuses what is too large, too deep, or no picture", () => {
  let deep: object = POINTS;
  for (let i = 0; i < 40; i++) deep = { layer: [deep] };
  const many = { ...POINTS, data: { values: Array.from({ length: 300_000 }, () => ({ x: 1 })) } };
  for (const picture of [deep, many, null, [], "x", 1]) {
    assertMatch(chartProblem(picture) ?? "", /too large|no picture/);
  }
  assertMatch(chartProblem({ ...POINTS, title: "x".repeat(1000) })!, /very long text/);
  for (const cell of [{}, [1], "x".repeat(1000)]) {
    assertMatch(chartProblem({ ...POINTS, data: { values: [{ x: cell }] } })!, /plain numbers and words/);
  }
});
