import { assertEquals } from "@std/assert";
import { renderSvg } from "../../../learn/plot/parts/render.ts";
import { interactive } from "./interactive.ts";

const axis = { title: "a (log scale)", values: [1, 2], labelExpr: '{"1":"one"}[datum.value]' };
const numeric = (mark: unknown, more: object = {}) => ({
  ...more,
  mark,
  encoding: { x: { field: "x", type: "quantitative", axis }, y: { field: "y", type: "quantitative" } },
});
const LABEL = { mark: { type: "text" }, encoding: { x: { value: "width" }, y: { value: 3 } } };
/** The line from a curve to its label. */
const LEADER = { ...LABEL, mark: { type: "rule" } };

/** The parts of a view that `interactive` changes. */
// deno-lint-ignore no-explicit-any -- a specification
const changes = ({ params, mark, encoding }: any) => [params?.length ?? 0, mark, encoding.x.axis ?? {}];
const labelsOf = (svg: string): string[] => [...svg.matchAll(/>([\d,.⁰¹²³⁴-⁹⁻]+)</g)].map(([, label]) => label);
// deno-lint-ignore no-explicit-any -- a specification
const tooltipOf = ({ encoding }: any) => encoding.tooltip;

Deno.test("interactive() lets numeric axes be zoomed, once for each view, with ticks for every range", () => {
  const chart = interactive({
    usermeta: { a: 1 },
    hconcat: [numeric("line"), {
      layer: [numeric({ type: "point" }), numeric({ type: "line", clip: true }), LABEL, LEADER],
    }],
  });
  // deno-lint-ignore no-explicit-any -- a specification
  const [left, right] = (chart as any).hconcat;
  assertEquals(chart.usermeta, undefined);
  const ticks = { title: axis.title, tickCount: 2 };
  assertEquals(changes(left), [1, { type: "line", clip: { expr: "!!zoom1_tuple" } }, ticks]);
  assertEquals(right.layer.map(changes), [
    [1, { type: "point", clip: { expr: "!!zoom2_tuple" } }, ticks],
    [0, { type: "line", clip: true }, ticks],
    [0, { type: "text", clip: false }, {}],
    [0, { type: "rule", clip: false }, {}],
  ]);
  assertEquals([left.params[0].name, right.layer[0].params[0].name], ["zoom1", "zoom2"]);
  assertEquals(left.params[0].select.zoom, "wheel![event.ctrlKey]");
});

Deno.test("interactive() labels a logarithmic axis with powers of ten, and no line is between them", async () => {
  const svg = await drawnOnLog({ grid: true, values: [1, 2, 3, 4] }, [1e-12, 1e-9]);
  assertEquals(labelsOf(svg), ["10⁻¹²", "10⁻¹¹", "10⁻¹⁰", "10⁻⁹"]);
  const lines = svg.match(/<line [^>]*>/g)!.filter((line) => line.includes('stroke="#e3e6ea"'));
  assertEquals([lines.length, lines.filter((line) => !line.includes('opacity="0"')).length], [28, 4]);
});

Deno.test("interactive() writes short numbers on a logarithmic axis if the picture does", async () => {
  const axis = { values: [1, 10, 100, 1, 1, 1], labelExpr: '{"1":"1","10":"10","100":"100"}[datum.value]' };
  assertEquals(labelsOf(await drawnOnLog(axis, [0.01, 1000])), ["0.01", "0.1", "1", "10", "100", "1,000"]);
  assertEquals(labelsOf(await drawnOnLog(axis, [1e-9, 1e-6])), ["10⁻⁹", "10⁻⁸", "10⁻⁷", "10⁻⁶"]);
});

Deno.test("interactive() leaves axes with names alone, but shows what is under the pointer", () => {
  const names = {
    mark: "rect",
    encoding: { x: { field: "x", type: "ordinal", axis }, y: { field: "y", type: "ordinal" } },
  };
  assertEquals(changes(interactive(names)), [0, "rect", axis]);
  const mixed = interactive({ layer: [numeric("line"), names] });
  // deno-lint-ignore no-explicit-any -- a specification
  assertEquals((mixed as any).layer.map((layer: any) => layer.params), [undefined, undefined]);
});

Deno.test("interactive() adds the numbers of each mark, but not of labels, of colours without a legend, and of earlier curves", () => {
  const number = { type: "quantitative", format: ".6~g" };
  const numbers = [{ field: "x", title: "a", ...number }, { field: "y", title: "y", ...number }];
  assertEquals(tooltipOf(interactive(numeric("line"))), numbers);
  const coloured = (legend?: null) => {
    const view = numeric("point");
    return { ...view, encoding: { ...view.encoding, color: { field: "kind", type: "nominal", legend } } };
  };
  assertEquals(tooltipOf(interactive(coloured(null))), numbers);
  assertEquals(tooltipOf(interactive(coloured())), [...numbers, { field: "kind", title: "kind", type: "nominal" }]);
  for (const silent of [LABEL, numeric("text"), numeric("line", { name: "past_1" })]) {
    assertEquals(tooltipOf(interactive(silent)), undefined);
  }
  const counted = { mark: "bar", encoding: { x: { field: "x", bin: true }, y: { aggregate: "count" } } };
  assertEquals(interactive(counted).mark, { type: "bar", tooltip: true });
});

Deno.test("interactive() does not change the picture that it gets", () => {
  const picture = { layer: [numeric("line")] };
  const before = structuredClone(picture);
  interactive(picture);
  assertEquals(picture, before);
});

/** The image of a chart with a logarithmic axis. */
async function drawnOnLog(axis: object, domain: [number, number]): Promise<string> {
  const x = { field: "x", type: "quantitative", axis, scale: { type: "log", domain } };
  const values = domain.map((end, i) => ({ x: end, y: i }));
  const view = { data: { values }, mark: "line", encoding: { x, y: { field: "y", type: "quantitative", axis: null } } };
  // without a window, nothing can be zoomed
  const chart = { title: "t", description: "d", ...interactive(view), params: undefined, mark: "line" };
  return await renderSvg(chart as never);
}
