import { assertEquals } from "@std/assert";
import { interactive } from "./interactive.ts";

const axis = { title: "x", values: [1, 2], labelExpr: '{"1":"one"}[datum.value]' };
const numeric = (mark: unknown) => ({
  mark,
  encoding: { x: { field: "x", type: "quantitative", axis }, y: { field: "y", type: "quantitative" } },
});
const LABEL = { mark: { type: "text" }, encoding: { x: { value: "width" }, y: { value: 3 } } };

/** The parts of a view that `interactive` changes. */
// deno-lint-ignore no-explicit-any -- a specification
const changes = ({ params, mark, encoding }: any) => [params?.length ?? 0, mark, Object.keys(encoding.x.axis ?? {})];

Deno.test("interactive() lets numeric axes be zoomed, once for each view, with ticks for every range", () => {
  const chart = interactive({
    usermeta: { a: 1 },
    hconcat: [numeric("line"), { layer: [numeric({ type: "point" }), numeric("line"), LABEL] }],
  });
  // deno-lint-ignore no-explicit-any -- a specification
  const [left, right] = (chart as any).hconcat;
  assertEquals(chart.usermeta, undefined);
  assertEquals(changes(left), [1, { type: "line", clip: true, tooltip: true }, ["title"]]);
  assertEquals(right.layer.map(changes), [
    [1, { type: "point", clip: true, tooltip: true }, ["title"]],
    [0, { type: "line", clip: true, tooltip: true }, ["title"]],
    [0, { type: "text", clip: false }, []],
  ]);
  assertEquals([left.params[0].name, right.layer[0].params[0].name], ["zoom1", "zoom2"]);
  assertEquals(left.params[0].select.zoom, "wheel![event.ctrlKey]");
});

Deno.test("interactive() leaves axes with names alone, but shows what is under the pointer", () => {
  const names = {
    mark: "rect",
    encoding: { x: { field: "x", type: "ordinal", axis }, y: { field: "y", type: "ordinal" } },
  };
  assertEquals(changes(interactive(names)), [0, { type: "rect", tooltip: true }, ["title", "values", "labelExpr"]]);
  const mixed = interactive({ layer: [numeric("line"), names] });
  // deno-lint-ignore no-explicit-any -- a specification
  assertEquals((mixed as any).layer.map((layer: any) => layer.params), [undefined, undefined]);
});

Deno.test("interactive() does not change the picture that it gets", () => {
  const picture = { layer: [numeric("line")] };
  const before = structuredClone(picture);
  interactive(picture);
  assertEquals(picture, before);
});
