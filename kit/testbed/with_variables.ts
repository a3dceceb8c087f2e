/**
 * @module
 */
import { assert } from "@std/assert";
import { root } from "../base/root.ts";

/**
 * Runs a program with additional environment variables, and returns the JSON value that it prints. Test files that run
 * at the same time share one environment: a test that set a variable would also set it for the others.
 * @param variables The variables, by name.
 * @param program The text of a module, which must import by address: see `import.meta.resolve`.
 * @throws {AssertionError} If the program does not exit with 0.
 */
export async function withVariables(variables: Record<string, string>, program: string): Promise<unknown> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", program],
    cwd: root,
    env: { ...variables, NO_COLOR: "1" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
