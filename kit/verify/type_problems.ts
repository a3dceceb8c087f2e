/**
 * @module
 */

/** Type errors of stubs, solutions, checks, mutants and alternatives: the compiler's own report, as one problem. */
export async function typeProblems(root: string): Promise<string[]> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", "lessons", "solutions", "tests"],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return success ? [] : [new TextDecoder().decode(stderr).trim()];
}
