/**
 * Runs a program that needs pg-boss. If it were in the course's `deno.lock`, every learner would download it, so it is in
 * the lock file next to this module, together with the course's own packages.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";

/** The options with which Deno runs such a program. */
export const OPTIONS: readonly string[] = [
  ...["--quiet", "-A", `--config=${join(root, "deno.json")}`],
  ...[`--lock=${join(import.meta.dirname!, "deno.lock")}`, "--frozen"],
];

/**
 * Runs a program of the course in a process of its own, with the terminal of this one.
 * @param program Its path, relative to the course.
 * @returns Its exit code.
 */
export async function runWithPackages(program: string, args: readonly string[]): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), { args: ["run", ...OPTIONS, join(root, program), ...args] }).spawn();
  Deno.addSignalListener("SIGINT", () => {}); // the terminal also sends it to the child, which says how it ends
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => child.kill("SIGTERM"));
  const { code } = await child.status;
  return code;
}
