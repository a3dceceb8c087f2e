import { assertEquals } from "@std/assert";
import { withPast } from "./with_past.ts";

const x = { field: "x", type: "quantitative" };
const line = (values: unknown[], more: object = {}) => ({
  data: { values },
  mark: { type: "line", color: "#0a4a87" },
  encoding: { x },
  ...more,
});
const own = line([{ x: 1 }]);
const earlier = line([{ x: 2 }]);
const behind = (number: number, data: object) => ({
  name: `past_${number}`,
  data,
  mark: { type: "line", color: "#0a4a87", opacity: 0.35, clip: true },
  encoding: { x },
});

Deno.test("withPast() draws earlier curves behind the curves at the same place", () => {
  assertEquals(withPast({ title: "t", ...own }, [{ title: "t", ...earlier }]), {
    title: "t",
    layer: [behind(1, earlier.data), { data: own.data, mark: own.mark, encoding: own.encoding }],
  });
  const label = { mark: "text", encoding: { x: { value: 1 } }, data: { values: [{}] } };
  const layers = (curve: object) => ({ hconcat: [{ layer: [label, curve] }, own] });
  assertEquals(withPast(layers(own), [layers(earlier), layers(line([{ x: 3 }]))]), {
    hconcat: [
      { layer: [behind(1, earlier.data), behind(2, { values: [{ x: 3 }] }), label, own] },
      own,
    ],
  });
});

Deno.test("withPast() finds the curve that looks the same, wherever it is in an earlier picture", () => {
  const rival = (values: unknown[]) => line(values, { mark: { type: "line", color: "#c05408" } });
  const [pale, ...rest] = (withPast({ layer: [rival([{ x: 5 }]), own] }, [{
    layer: [{ layer: [earlier] }, rival([{ x: 5 }])],
  }]) as { layer: unknown[] }).layer;
  assertEquals(pale, behind(1, earlier.data));
  assertEquals(rest, [rival([{ x: 5 }]), own]);
});

Deno.test("withPast() adds nothing that is the same, has another shape or other fields, or is not a picture", () => {
  const others = [
    own,
    line([{ x: 2 }], { mark: "bar" }),
    line([{ x: 2 }], { mark: { type: "point" } }),
    line([{ y: 2 }]),
    line([{ x: 2 }], { encoding: { x: { ...x, field: "y" } } }),
    line([{ x: 2 }], { encoding: 1 }),
    line([], {}),
    { ...earlier, data: { values: { 0: { x: 1 } } } },
    { ...earlier, data: null },
    { concat: [earlier] },
    ...[null, 1, "x", [], [earlier], {}],
  ];
  for (const other of others) assertEquals(withPast(own, [other]), own, JSON.stringify(other));
  for (const picture of [null, 1, "x", [], {}, { layer: 1 }, { layer: [1, null] }, { concat: [1, own] }]) {
    assertEquals(withPast(picture, [picture, earlier]), picture);
  }
});
