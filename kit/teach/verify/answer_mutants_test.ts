import { assert, assertEquals } from "@std/assert";
import { editsOnlyAnswers, evidenceWithoutAnswers } from "./answer_mutants.ts";

const SOLUTION = `
/** Trains, for {@linkcode answers}. */
export function train(): number {
  return 1;
}

export function answers(): { best: number } {
  return { best: 1 };
}

export const last = 2;
`;

/** Whether an edit that replaces this text is an edit of the answers only. */
const isOne = (replace: string, solution = SOLUTION) =>
  editsOnlyAnswers(solution, { name: "", replace, by: "x", refusedBy: "" });

Deno.test("editsOnlyAnswers() accepts an edit of the result of answers(), also with Windows line ends", () => {
  assert(isOne("best: 1 }"));
  assert(isOne("best: 1 }", SOLUTION.replaceAll("\n", "\r\n")));
});

Deno.test("editsOnlyAnswers() refuses an edit outside answers(), in its first line, or across its end", () => {
  for (const replace of ["return 1;", "last = 2", "answers(): {", "};\n}\n", "1 };\n}\n\nexport const last"]) {
    assert(!isOne(replace), replace);
  }
});

Deno.test("editsOnlyAnswers() refuses every edit if the lesson calls answers() itself, or has no such function", () => {
  assert(!isOne("best: 1 }", SOLUTION.replace("return 1;", "return answers().best;")));
  assert(!isOne("best: 1 }", SOLUTION.replace("answers()", "others()")));
});

Deno.test("evidenceWithoutAnswers() leaves out the results of answers()", async () => {
  const shared = new Map([["({ train }) => train()", 1], ["({ answers, train }) => [answers(), train()]", 2]]
    .map(([question, value]) => [question as string, Promise.resolve(value as unknown)]));
  const kept = evidenceWithoutAnswers(shared);
  assertEquals([...kept.keys()], ["({ train }) => train()"]);
  assertEquals(await kept.get("({ train }) => train()"), 1);
});
