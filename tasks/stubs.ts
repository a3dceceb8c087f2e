/**
 * Writes the lessons from the solutions.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { writeStubs } from "../kit/teach/stubs/write_stubs.ts";

const HELP = `deno task stubs [OPTIONS]

Writes lessons/ from solutions/, with a todo in place of each solution.

  --check             only compare lessons/ with the stubs, and write nothing
  --force             also replace lessons that somebody has begun
  --solutions FOLDER  the folder to read solutions from (default solutions/)
  --lessons FOLDER    the folder to write lessons to (default lessons/)
  --json              print one JSON value instead of lines
  --help              print this text

No work is lost. A lesson that somebody has begun is not changed. With --force,
it is replaced, and a copy is kept in backups/. To merge changes into such a
lesson, use deno task update.

Exit code: 0 every lesson is the stub of its solution, 1 some are not, 2 wrong
usage, or wrong marks in a solution.`;

await main(async () => {
  const { flags, values } = readArguments(Deno.args, {
    flags: ["check", "force"],
    values: ["solutions", "lessons"],
    words: 0,
  });
  if (flags.has("help")) return console.log(HELP), 0;
  const records = await writeStubs({
    solutions: values.get("solutions") ?? "solutions",
    lessons: values.get("lessons") ?? "lessons",
    check: flags.has("check"),
    force: flags.has("force"),
  });
  const failed = records.filter(({ status }) => status === "differs" || status === "kept");
  if (flags.has("json")) printJson({ lessons: records });
  else {
    for (const { path, status, backup } of records) {
      const former = backup ? `, the previous text is in ${backup}` : "";
      if (status !== "unchanged") console.log(`  ${status.padEnd(9)} ${path}${former}`);
    }
    console.log(lastLine(records.length, failed.map(({ status }) => status)));
  }
  return failed.length > 0 ? 1 : 0;
});

/** The last line of the output: the result, and what to do. */
function lastLine(count: number, failed: string[]): string {
  if (failed.length === 0) return `${count} of ${count} lessons are the stubs of their solutions.`;
  const rest = `${failed.length} of ${count} lessons are not the stubs of their solutions`;
  return failed[0] === "differs"
    ? `${rest}. To write them: deno task stubs`
    : `${rest}, because somebody has begun them. To merge the changes into them: deno task update`;
}
