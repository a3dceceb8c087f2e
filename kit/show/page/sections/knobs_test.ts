import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { syllabus } from "../../../../syllabus.ts";
import { knobsSection, knobText, knobValues } from "./knobs.ts";

const RATE = { name: "learningRate", label: "learning rate", from: 0.001, to: 10, value: 0.1, isLog: true };
const SEED = { name: "seed", label: "seed", from: -5, to: 95, value: 42, isWhole: true };
const RULE = { name: "rule", label: "rule", choices: ["SGD", "a < b", "Adam"], value: "a < b" };

Deno.test("knobValues() turns positions into numbers: equal distances are equal factors on a logarithmic slider", () => {
  assertEquals(knobValues([RATE, SEED], "learningRate=0&seed=0"), { learningRate: 0.001, seed: -5 });
  assertEquals(knobValues([RATE, SEED], "seed=1000&learningRate=500"), { learningRate: 0.1, seed: 95 });
  assertEquals(knobValues([SEED], "seed=474"), { seed: 42 });
});

Deno.test("knobValues() refuses everything that is not a position of each slider", () => {
  const wrong = [
    "",
    "seed",
    "seed=",
    "seed=1001",
    "seed=-1",
    "seed=1e3",
    "seed=1.5",
    "rate=1",
    "seed=1&rate=1",
    "seed=%31",
  ];
  for (const about of [...wrong, "seed=1&__proto__=1"]) assertEquals(knobValues([SEED], about), undefined, about);
  assertEquals(knobValues([RATE, SEED], "seed=1"), undefined);
  assertEquals(knobValues([], ""), undefined);
});

Deno.test("knobValues() gives a lesson one of the declared choices, and no other text", () => {
  assertEquals(knobValues([RULE, SEED], "rule=2&seed=1000"), { rule: "Adam", seed: 95 });
  assertEquals(knobValues([RULE], "rule=0"), { rule: "SGD" });
  const wrong = ["rule=3", "rule=-1", "rule=", "rule=SGD", "rule=1000", "rule=length", "rule=0&rule=9", "rule=0.5"];
  for (const about of [...wrong, "", "seed=1", "rule=1&seed=1"]) {
    assertEquals(knobValues([RULE], about), undefined, about);
  }
  assertEquals(knobValues([{ ...RULE, choices: [] }], "rule=0"), undefined);
});

Deno.test("knobsSection() has a labelled list for each choice, as it was chosen", () => {
  const html = knobsSection([RULE, SEED]).replaceAll("\n", "");
  assertStringIncludes(html, "<h2>Try other values</h2>");
  assertStringIncludes(
    html,
    '<label for="knob-rule">rule</label> <select id="knob-rule" data-knob="rule"><option value="0">SGD</option><option value="1" selected>a &lt; b</option><option value="2">Adam</option></select>',
  );
  assertStringIncludes(knobsSection([RULE], { rule: "Adam" }), '<option value="2" selected>');
  assertEquals(knobText(RULE, "Adam"), "Adam");
});

Deno.test("knobsSection() has a labelled slider for each number, and nothing if there are none", () => {
  assertEquals(knobsSection([]), "");
  const html = knobsSection([RATE, SEED]);
  assertStringIncludes(html, '<label for="knob-learningRate">learning rate</label>');
  assertEquals([...html.matchAll(/ value="(\d+)"/g)].map(([, value]) => value), ["500", "470"]);
  assertEquals(knobText(SEED, -5), "−5");
  const moved = knobsSection([RATE, SEED], { learningRate: 0.001, seed: 95 });
  assertEquals([...moved.matchAll(/ value="(\d+)"/g)].map(([, value]) => value), ["0", "1000"]);
  assertStringIncludes(moved, ">0.001</span>");
});

Deno.test("each knob of the course begins with its own value", () => {
  const knobs = syllabus.flatMap(({ knobs = [] }) => knobs);
  for (const knob of knobs) {
    if ("choices" in knob) {
      assertEquals(knob.choices.filter((choice) => choice === knob.value).length, 1, knob.name);
      continue;
    }
    const [, position] = / value="(\d+)"/.exec(knobsSection([knob]))!;
    const value = knobValues([knob], `${knob.name}=${position}`)![knob.name];
    assertAlmostEquals(Number(value) / knob.value, 1, 0.01, knob.name);
  }
});
