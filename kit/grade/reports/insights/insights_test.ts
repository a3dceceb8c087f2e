import { assertEquals } from "@std/assert";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { mistake, wrongClass } from "../../../testbed/classes/wrong_class.ts";
import { insightsOf } from "./insights.ts";

const CLIMBS = mistake("climbs");
const climbing = { "04-minimum": { diagnosis: CLIMBS }, "04-losses": { diagnosis: CLIMBS } };

/** Five students with known mistakes, two with another one, and one each who is right, who did nothing, and is ill. */
const results = wrongClass({
  a1: { checks: climbing, diagnosis: CLIMBS },
  a2: { checks: climbing, diagnosis: CLIMBS },
  a3: { checks: climbing, diagnosis: CLIMBS },
  b1: { checks: { "04-diverges": { diagnosis: mistake("believes") } }, diagnosis: mistake("believes") },
  both: { checks: { ...climbing, "04-diverges": { numbers: [3] } } },
  c1: { checks: { "04-diverges": { numbers: [3] } } },
  d1: { checks: {} },
  e1: { checks: { "04-minimum": { status: "todo" }, "04-losses": { status: "todo" } } },
  f1: null,
});

Deno.test("insightsOf() counts the students who made each mistake in a lesson", () => {
  const [{ id, judged, solved, mistakes, wrong }] = insightsOf(results);
  assertEquals([id, judged, solved], ["04_gradient_descent", 8, 1]);
  assertEquals(mistakes, [{ name: "climbs", count: 4 }, { name: "believes", count: 1 }]);
  assertEquals(wrong.map(({ by, checks }) => [by.length, checks.map(({ id }) => id)]), [[2, ["04-diverges"]]]);
});

Deno.test("insightsOf() says of each check what those did who did not pass it", () => {
  const [{ checks }] = insightsOf(results);
  assertEquals(checks.map(({ id, judged, passed, untouched }) => [id, judged, passed, untouched]), [
    ["04-minimum", 8, 3, 1],
    ["04-losses", 8, 3, 1],
    ["04-general", 8, 8, 0],
    ["04-zero", 8, 8, 0],
    ["04-diverges", 8, 5, 0],
  ]);
  assertEquals(checks[0].mistakes, [{ name: "climbs", count: 4 }]);
  assertEquals([checks[4].mistakes, checks[4].wrong], [[{ name: "believes", count: 1 }], [{ index: 0, count: 2 }]]);
});

Deno.test("insightsOf() has numbers that add up, in a class with every status", () => {
  for (const each of [results, sampleResults()]) {
    for (const { checks } of insightsOf(each)) {
      for (const { judged, passed, mistakes, wrong, untouched } of checks) {
        const others = [...mistakes, ...wrong].reduce((sum, { count }) => sum + count, 0);
        assertEquals(passed + others + untouched, judged);
      }
    }
  }
});

Deno.test("insightsOf() says nothing about a class without students", () => {
  const [{ judged, wrong, mistakes, checks }] = insightsOf(wrongClass({}));
  assertEquals([judged, wrong, mistakes, checks[0].judged], [0, [], [], 0]);
});
