/**
 * `deno task stubs`: writes the lessons from the solutions.
 * @module
 */
import { parseArgs } from "@std/cli";
import { writeStubs } from "../kit/stubs/write_stubs.ts";
import { UsageError } from "../kit/usage_error.ts";

const HELP = `Writes lessons/ from solutions/, with a todo in place of each solved region.

Usage: deno task stubs [options]

  --check             compare only
  --force             replace lessons in which no todo is left, too
  --solutions FOLDER  where the solutions are (default: solutions)
  --lessons FOLDER    where the lessons go (default: lessons)
  --json              print one JSON value and nothing else
  --help              print this

Nobody's work is lost. A lesson that somebody has begun is copied beside itself,
to NN_name.ts.backup (.backup2 and so on if that exists), before it is replaced.
A lesson in which no todo is left stays as it is unless --force is given. Only a
lesson that differs from its stub in nothing but comments and the words of its
todos is replaced without a copy.

Exits with 0 if all is well, with 1 if a lesson is not the stub of its solution,
with 2 on wrong usage or if the marks in a solution are not right.`;

/** Runs the task; returns its exit code. */
async function main(words: string[]): Promise<number> {
  const args = parseArgs(words, {
    boolean: ["check", "force", "json", "help"],
    string: ["solutions", "lessons", "_"],
    default: { solutions: "solutions", lessons: "lessons" },
    unknown: (word) => {
      throw new UsageError(`There is no "${word}" here: deno task stubs --help shows what there is.`);
    },
  });
  if (args.help) {
    console.log(HELP);
    return 0;
  }
  const { solutions, lessons, check, force } = args;
  if (!solutions || !lessons) throw new UsageError("There is no folder without a name: name it after the =.");
  const records = await writeStubs({ solutions, lessons, check, force });
  const failed = records.filter(({ status }) => status === "differs" || status === "kept");
  if (args.json) {
    console.log(JSON.stringify({ lessons: records }));
  } else {
    for (const { path, status, backup } of records) {
      if (status !== "unchanged") {
        console.log(`  ${status.padEnd(9)} ${path}${backup ? `, the former one is ${backup}` : ""}`);
      }
    }
    console.log(lastLine(records.length, failed.map(({ status }) => status)));
  }
  return failed.length > 0 ? 1 : 0;
}

/** What came out, and what to do. */
function lastLine(count: number, failed: string[]): string {
  if (failed.length === 0) return `${count} of ${count} lessons are the stubs of their solutions.`;
  const rest = `${failed.length} of ${count} lessons are not the stubs of their solutions`;
  return failed[0] === "differs"
    ? `${rest}. Write them: deno task stubs`
    : `${rest}. Replace them: deno task stubs --force`;
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args);
  } catch (error) {
    console.error((error as Error).message);
    Deno.exitCode = 2;
  }
}
