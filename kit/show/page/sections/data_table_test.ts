import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lossCurve } from "../../../learn/plot/builders/loss_curve.ts";
import { dataSection } from "./data_table.ts";

/** The cells of a section's rows, heading first. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell)
  );

const layer = (values: unknown[], more: object = {}) => ({
  data: { values },
  encoding: { x: { field: "x", axis: { title: "step" } }, y: { field: "y" } },
  ...more,
});

Deno.test("dataSection() shows what the axes show, with the titles of the axes", () => {
  const html = dataSection(
    JSON.stringify({ title: { text: "Loss" }, layer: [layer([{ x: 1, y: -0.5 }, { x: 2, y: 1e-9 }])] }),
  );
  assertEquals(rowsOf(html), [["step", "y"], ["1", "−0.5"], ["2", "1e−9"]]);
  assertStringIncludes(html, "<caption>Loss</caption>");
});

Deno.test("dataSection() has a table for each layer, and none for labels", () => {
  const two = { concat: [{ title: "a", ...layer([{ x: 1, y: 1 }, { x: 2 }]) }, layer([{ x: 3, y: 3 }])] };
  assertEquals(rowsOf(dataSection(JSON.stringify(two))), [["step", "y"], ["1", "1"], ["2", "–"]]);
});

Deno.test("dataSection() shows the data of a picture of the course", () => {
  const html = dataSection(JSON.stringify(lossCurve([8, 4, 2, 1], { title: "t", description: "d" })));
  const rows = rowsOf(html);
  assertEquals([rows[0], rows[1].at(-1), rows.at(-1)?.at(-1)], [["step", "loss"], "8", "1"]);
});

Deno.test("dataSection() shows 50 rows of many, with the first and the last", () => {
  const values = Array.from({ length: 1000 }, (_, x) => ({ x, y: x }));
  const html = dataSection(JSON.stringify(layer(values)));
  assertEquals([rowsOf(html).length, rowsOf(html)[1][0], rowsOf(html).at(-1)![0]], [51, "0", "999"]);
  assertStringIncludes(html, "50 of 1000 rows");
});

Deno.test("dataSection() survives whatever a stranger sends, and escapes it", () => {
  let deep: object = layer([{ x: 1, y: 1 }, { x: 2, y: 2 }]);
  for (let i = 0; i < 50; i++) deep = { layer: [deep] };
  const wide = { layer: Array.from({ length: 10_000 }, () => layer([{ x: 1, y: 1 }, { x: 2, y: 2 }])) };
  const odd = [null, 1, "x", [], { layer: "x" }, { layer: [null] }, { data: { values: "x" }, encoding: 1 }, deep];
  for (const spec of ["", "{", ...odd.map((each) => JSON.stringify(each))]) assertEquals(dataSection(spec), "", spec);
  assertEquals(dataSection(JSON.stringify(wide)).match(/<table>/g)?.length, 12);
  const hostile = layer([{ x: "<script>", y: "y".repeat(10_000) }, { x: { a: 1 }, y: null }], {
    title: '"><img src=x>',
  });
  const html = dataSection(JSON.stringify(hostile));
  assert(!/<script|<img/.test(html) && html.length < 2000, html);
  const inherited = {
    data: { values: [{}, {}] },
    encoding: { x: { field: "constructor" }, y: { field: "__proto__" } },
  };
  assertEquals(rowsOf(dataSection(JSON.stringify(inherited)))[1], ["–", "–"]);
});
