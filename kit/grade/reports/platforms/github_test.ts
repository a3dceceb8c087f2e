import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults, sampleStudent, SHOWN_STUDENTS } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import type { StudentResult } from "../class_results.ts";
import { githubAnnotations } from "./github.ts";

/** A command as GitHub's runner reads it. */
interface Command {
  kind: string;
  properties: Record<string, string>;
  message: string;
}

/** What GitHub's runner reads in a line: a command begins with two colons, and ends its properties with two more. */
function commandIn(line: string): Command {
  const [, kind, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line)!;
  const pairs = properties.split(",").map((pair) => /^([^=]*)=(.*)$/s.exec(pair)!);
  return {
    kind,
    properties: Object.fromEntries(pairs.map(([, key, value]) => [key, unescaped(value)])),
    message: unescaped(message),
  };
}

function unescaped(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%3A", ":").replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

function commandsOf(student: StudentResult, results = sampleResults()): Command[] {
  return githubAnnotations(student, results).trimEnd().split("\n").map(commandIn);
}

for (const student of SHOWN_STUDENTS) {
  const path = `../golden/github/${student.replace(/\W/g, "").slice(0, 9)}.txt`;
  Deno.test(`githubAnnotations() writes ${path}`, async () => {
    await assertGolden(join(import.meta.dirname!, path), githubAnnotations(sampleStudent(student), sampleResults()));
  });
}

Deno.test("githubAnnotations() shows the points, and each mistake in the student's file and line", () => {
  const [total, todo, uphill, ...others] = commandsOf(sampleStudent("bo"));
  assertEquals(total, { kind: "notice", properties: { title: "A small course" }, message: "1 of 18 points" });
  assertEquals(todo, {
    kind: "warning",
    properties: {
      file: "lessons/03_exhaustive_search.ts",
      line: "12",
      title: "03 A search: finds the minimum of x², and 2 other checks",
    },
    message: "move to the better neighbour\nline 12: return todo(…);",
  });
  assertEquals([uphill.kind, uphill.properties.file], ["error", "lessons/04_gradient_descent.ts"]);
  assertStringIncludes(uphill.message, "where it should be subtracted?\nThese are the results of code that");
  assertEquals(others.at(-1)!.message, "not handed in");
});

Deno.test("githubAnnotations() escapes %, line breaks, colons and commas, and loses none of them", () => {
  const ada = sampleStudent("ada");
  const [lesson] = ada.lessons;
  const [check] = lesson.checks;
  const name = "50%: a, b";
  const broken = { ...check, name, status: "fail" as const, message: "100%0A,\r\n%25:", printed: "" };
  const [, command] = commandsOf({ ...ada, lessons: [{ ...lesson, path: "a,b:c%/x.ts", checks: [broken] }] });
  assertEquals(command, {
    kind: "error",
    properties: { file: "a,b:c%/x.ts", title: `03 A search: ${name}` },
    message: "100%0A,\n%25:",
  });
});

Deno.test("githubAnnotations() never lets a student's text become a command, whatever it is", () => {
  fc.assert(
    fc.property(anyTexts(), (results) => {
      for (const student of results.students) {
        for (const line of githubAnnotations(student, results).trimEnd().split("\n")) {
          assert(!/[\r\u2028\u2029\x85]|##\w*\[/.test(line), line);
          const [, begin, properties, message] = /^(::(?:error|warning|notice) )([^:]*)::(.*)$/.exec(line) ?? [];
          assert(begin && /^(file|line|title)=/.test(properties) && !message.includes("::"), line);
        }
      }
    }),
    { numRuns: 10 },
  );
});
