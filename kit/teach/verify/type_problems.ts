/**
 * @module
 */
import { join } from "node:path";
import { stubOf } from "../stubs/stub.ts";
import { syllabus } from "../../../syllabus.ts";
import { writeAtomically } from "../../base/write.ts";

/**
 * Type errors of stubs, solutions, checks, mutants and alternatives: the compiler's own report, as one problem.
 * @param scratch A folder for the stubs: the files in `lessons/` belong to the learner.
 */
export async function typeProblems(root: string, scratch: string): Promise<string[]> {
  for (const { id } of syllabus) {
    const path = join(root, "solutions", `${id}.ts`);
    // wrong marks in a solution are reported where the lesson is verified
    const stub = await Deno.readTextFile(path).then((solution) => stubOf(solution, path)).catch(() => "");
    await writeAtomically(join(scratch, `${id}.ts`), stub);
  }
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", `--config=${join(root, "deno.json")}`, scratch, "solutions", "tests"],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return success ? [] : [withoutNoise(new TextDecoder().decode(stderr))];
}

/** The compiler's report without what says nothing about the mistakes. */
export function withoutNoise(report: string): string {
  return report.replaceAll(', { with: { "resolution-mode": "import" } }', "")
    .replace(/\n+(?:Found \d+ errors\.|error: Type checking failed\.)[^]*$/, "").trim();
}
