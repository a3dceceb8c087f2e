import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { moduleDiagram } from "./module_diagram.ts";
import { renderSvg } from "../parts/render.ts";

const input = { name: "x", shape: ["n", 1] };

Deno.test("moduleDiagram() describes the steps of the model, and counts the numbers that can be learned", () => {
  const parameters = [{ name: "w", shape: [1, 100] }, { name: "b", shape: [100] }];
  const { description } = moduleDiagram(input, [{ name: "y", shape: ["n", 100], parameters }]);
  assertEquals(
    description,
    "x [n, 1] → y [n, 100], with w [1, 100] and b [100]. 200 numbers can be learned: w has 100, b has 100.",
  );
});

Deno.test("moduleDiagram() draws names, shapes and counts; a step may have no parameters", async () => {
  const parameters = [{ name: "scale", shape: [] }];
  const picture = moduleDiagram(input, [
    { name: "flat", shape: ["n"], text: "flatten" },
    { name: "y", shape: ["n"], parameters },
  ]);
  const svg = await renderSvg(picture);
  for (const text of ["flat", "flatten", "[n]", "scale []", "1 number", "1 number to be learned"]) {
    assertStringIncludes(svg, text);
  }
  await renderSvg(moduleDiagram(input, [{ name: "y", shape: ["n", 1] }])); // no parameters at all
});

Deno.test("moduleDiagram() says what is wrong with its parts", () => {
  const draw = (input: unknown, steps: unknown) => () => moduleDiagram(input as never, steps as never);
  assertThrows(draw(undefined, []), TypeError, "input is undefined without a name or shape");
  assertThrows(draw(input, "y"), TypeError, "The steps are a string: pass a list");
  assertThrows(draw(input, []), RangeError, "There are no steps");
  assertThrows(draw(input, [{ name: "y", shape: [0.5] }]), TypeError, "steps[0].shape[0] is 0.5");
  const open = { name: "w", shape: ["n"] };
  assertThrows(
    draw(input, [{ name: "y", shape: [1], parameters: [open] }]),
    TypeError,
    "steps[0].parameters[0] has the shape [n]: pass whole numbers.",
  );
});
