/**
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../base/root.ts";
import { startDeno, type Started } from "../started.ts";

const PROGRAM = fileURLToPath(new URL("grade_program.ts", import.meta.url));

/**
 * Starts a process that grades a class of the small course, and prints the records.
 * @param words The program's arguments.
 * @param env Additional environment variables.
 */
export function startGrading(words: readonly string[], env: Record<string, string>): Started {
  const options = ["--quiet", "-A", "--no-check", `--config=${join(root, "deno.json")}`];
  return startDeno(root, ["run", ...options, PROGRAM, ...words], { env });
}
