import { assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../testbed/classes/any_texts.ts";
import { sampleResults } from "../../testbed/classes/results.ts";
import { assertGolden } from "../../testbed/golden.ts";
import { python, withPython } from "../../testbed/python.ts";
import type { ClassResults } from "./class_results.ts";
import { gradesJunit } from "./junit.ts";

/** The documents of all students. */
function documents(results: ClassResults): string[] {
  return results.students.map((student) => gradesJunit(student, results));
}

for (const student of sampleResults().students) {
  const path = `golden/junit/${student.student.normalize("NFD").replace(/[^a-z]/gi, "")}.xml`;
  Deno.test(`gradesJunit() writes ${path}`, async () => {
    await assertGolden(join(import.meta.dirname!, path), gradesJunit(student, sampleResults()));
  });
}

Deno.test("gradesJunit() has the same suites and cases for every student, handed in or not", () => {
  const found = documents(sampleResults()).map((xml) => [
    [...xml.matchAll(/<testsuite name="(\w+)" tests="(\d+)"/g)].map(([, name, tests]) => `${name} ${tests}`),
    [...xml.matchAll(/<property name="id" value="([\w-]+)"/g)].map(([, id]) => id),
  ]);
  assertEquals(found[0][0], ["03_exhaustive_search 3", "04_gradient_descent 5", "20_fashion_mnist 6"]);
  for (const others of found) assertEquals(others, found[0]);
});

Deno.test("gradesJunit() gives a lesson without any verdict on a check its status, and never a pass", () => {
  const results = sampleResults();
  const [ada] = results.students.filter(({ student }) => student === "ada");
  const lessons = ada.lessons.map((lesson) => ({ ...lesson, status: "skipped" as const, checks: [] }));
  assertStringIncludes(gradesJunit({ ...ada, lessons }, results), 'tests="14" failures="0" errors="0" skipped="14"');
});

Deno.test("gradesJunit() puts each message, line, diagnosis and print into its case", () => {
  const results = sampleResults();
  const [bo] = results.students.filter(({ student }) => student === "bo");
  const xml = gradesJunit(bo, results);
  assertStringIncludes(xml, '<failure message="losses[0] is 4.16, expected 3.84." type="fail">losses[0] is');
  assertStringIncludes(xml, "adds the gradient instead of subtracting it: does your code do that?</failure>");
  assertStringIncludes(xml, "move to the better neighbour\nline 12: return todo(…);</failure>");
  assertStringIncludes(xml, "<system-out>x is 2\nx is 2.04\nx is 2.0808\n</system-out>");
});

Deno.test("gradesJunit() keeps every attribute in one line", () => {
  const results = sampleResults();
  const [ada] = results.students.filter(({ student }) => student === "ada");
  const lessons = ada.lessons.map((lesson) => ({ ...lesson, device: 'a\r\nb\t"c"' }));
  const xml = gradesJunit({ ...ada, student: "a\nda", lessons }, results);
  assertStringIncludes(xml, '<property name="device" value="a␊b &quot;c&quot;"/>');
  assertStringIncludes(xml, '<testsuites name="a␊da" ');
});

/** What a parser reads: the sums of each document, the number of cases with each element, and all texts. */
const READ = `
import xml.etree.ElementTree as ElementTree
def read(text):
    root = ElementTree.fromstring(text.encode())
    cases = list(root.iter("testcase"))
    count = lambda tag: sum(1 for case in cases if case.find(tag) is not None)
    return {
        "name": root.get("name"),
        "sums": [int(root.get(key)) for key in ("tests", "failures", "errors", "skipped")],
        "suites": [[int(suite.get(key)) for key in ("tests", "failures", "errors", "skipped")] for suite in root],
        "cases": [len(cases), count("failure"), count("error"), count("skipped")],
        "printed": [output.text or "" for output in root.iter("system-out")],
    }
print(json.dumps([read(text) for text in data]))`;

interface Read {
  name: string;
  sums: number[];
  suites: number[][];
  cases: number[];
  printed: string[];
}

const parses = await withPython("Python's parser reads the sample class, and finds as many cases as the sums say");
Deno.test({
  ...parses,
  fn: async () => {
    const results = sampleResults();
    const read = await python(READ, documents(results)) as Read[];
    for (const [index, { sums, suites, cases }] of read.entries()) {
      assertEquals(cases, sums, results.students[index].student);
      assertEquals(suites.reduce((a, b) => a.map((count, i) => count + b[i])), sums);
    }
    const bo = results.students.findIndex(({ student }) => student === "bo");
    assertEquals(read[bo].printed, ["x is 2\nx is 2.04\nx is 2.0808\n"]);
  },
});

const parsesAll = await withPython("Python's parser reads a document whatever a lesson printed");
Deno.test({
  ...parsesAll,
  fn: async () => {
    const read = await python(READ, fc.sample(anyTexts(), 40).flatMap(documents)) as Read[];
    assertEquals(read.length, 40 * sampleResults().students.length);
    for (const { sums, cases } of read) assertEquals(cases, sums);
  },
});

Deno.test("gradesJunit() contains no character that XML does not allow, and no line that a test service obeys", () => {
  const forbidden = /[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|::|##\w*\[/u;
  fc.assert(fc.property(anyTexts(), (results) => documents(results).every((xml) => !forbidden.test(xml))), {
    numRuns: 20,
  });
});
