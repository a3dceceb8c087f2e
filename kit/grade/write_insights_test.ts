import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { applyMutant } from "../base/mutants.ts";
import mutants from "../testbed/course/tests/mutants/04_gradient_descent.ts";
import { gradeSmallClass, type SmallOptions } from "../testbed/classes/grade_small_class.ts";
import { writeClass } from "../testbed/classes/write_class.ts";
import { smallLesson, smallSolution } from "../testbed/small_course.ts";

const LESSON = "04_gradient_descent";
const solution = smallSolution("04");
const [climbs, losses] = mutants.table.map((mutant) => applyMutant(solution, mutant, LESSON));
const unknown = (comment: string) => solution.replace("x -= learningRate", () => `${comment}x -= 0.5 * learningRate`);

/** What is handed in: known mistakes, a wrong answer that is none, an error, nothing, and right answers. */
const CLASS = {
  ada: climbs,
  bob: `${climbs}\n`,
  cy: climbs,
  dan: losses,
  eve: unknown("/* Eve was here */"),
  fay: unknown("const fayStep = 1; "),
  gil: solution.replace(
    "x -= learningRate",
    'throw new Error("Gil <gil@example.org> failed at 17"); x -= learningRate',
  ),
  hal: solution,
};

/** Grades a class, and returns its insights without tags and blank lines, the candidates, and the other page. */
async function insightsOf(folder: string, students: Record<string, string>, options: SmallOptions = {}) {
  const out = join(folder, "grades");
  const submissions = await writeClass(
    folder,
    "folders",
    Object.fromEntries(Object.entries(students).map(([student, text]) => [student, { [LESSON]: text }])),
  );
  const { reports } = await gradeSmallClass(submissions, out, {
    lessons: [smallLesson("04")],
    insights: true,
    ...options,
  });
  const read = (path: string) => Deno.readTextFile(join(out, path)).catch(() => "");
  const page = (await read("insights.html")).replace(/<style>[^]*?<\/style>/, "");
  return {
    reports: reports.map((path) => path.slice(out.length + 1)),
    text: page.replace(/<[^>]*>/g, "").replace(/\s*\n\s*/g, "\n"),
    candidates: await read(`insights/${LESSON}.ts`),
    index: await read("index.html"),
  };
}

Deno.test("gradeClass() writes what the class got wrong: each mistake with its count, and a sample of each other answer", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { reports, text, candidates, index } = await insightsOf(folder, CLASS);
    assert(reports.includes("insights.html"));
    assertStringIncludes(index, '<a href="insights.html">');
    assertStringIncludes(text, "8 students handed it in, 1 solved it.");
    assertStringIncludes(
      text,
      "Known mistakes\n3 of 8 climbs instead of descending\n1 of 8 keeps the loss before the step\nChecks",
    );
    assertStringIncludes(text, "Wrong answer 1: 2 students\n");
    assertStringIncludes(text, "−     x -= learningRate * df(x);\n+     x -= 0.5 * learningRate * df(x);\n");
    assertStringIncludes(text, "Wrong answer 2: 1 student\n! error reaches the minimum of x²: Someone &lt;someone@");
    assert(!text.includes("Wrong answer 3"));
    assertEquals(/\b(ada|bob|cy|dan|eve|fay|gil|hal)(?![a-z])/i.exec(text + candidates), null);
    assertStringIncludes(candidates, "  // 2 students: x after 1,000 steps is ");
    assertEquals(candidates.match(/refusedBy: .*/g), ['refusedBy: "04-minimum",']);
    assertStringIncludes(candidates, 'by: "    x -= 0.5 * learningRate * df(x);\\n"');

    // the same journal gives the same page, also without names; without the wrong answer there is no candidate
    const again = await insightsOf(folder, CLASS, { isAnonymous: true });
    assertEquals([again.text, again.candidates], [text, candidates]);
    const without = await insightsOf(folder, { ...CLASS, eve: solution, fay: solution });
    assertEquals(without.candidates, "");
    assertStringIncludes(without.text, "8 students handed it in, 3 solved it.");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
