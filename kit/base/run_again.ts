/**
 * Finds the program that somebody runs by hand, and the command that runs it again.
 * @module
 */
import { fileURLToPath } from "node:url";
import { mayRead } from "./may_read.ts";
import { courseFolder, shortPath } from "./root.ts";

/**
 * Whether the running program is in the course's folder. If so, -P gives it the permissions that `deno.json` lists for
 * lessons.
 */
export function isOfTheCourse(): boolean {
  return courseFolder !== null && (programFile() ?? "").startsWith(courseFolder);
}

/** The command that runs the program with more permissions: `deno run -P lessons/04_gradient_descent.ts`. */
export function runAgain(): string {
  const file = programFile();
  const program = file === undefined ? Deno.mainModule : shortPath(file);
  const flag = isOfTheCourse() && !mayRead(courseFolder!) ? "-P" : "-A";
  return `deno run ${flag} ${/[^\w./\\:-]/.test(program) ? `"${program}"` : program}`;
}

/** The path of the program's file; undefined if it was loaded over the network. */
function programFile(): string | undefined {
  return Deno.mainModule.startsWith("file:") ? fileURLToPath(Deno.mainModule) : undefined;
}
