/**
 * Brings the learner's lessons up to date.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";

const HELP = `deno task update [OPTIONS]

After you got a newer course (with git pull, or by unpacking it over the old
one): brings what has changed in it into the lessons that you have begun, and
leaves what you wrote. It says for each lesson what happened, and which ones to
judge again. Lessons that you have not begun are replaced, missing ones written.

  --json  one JSON value instead of lines
  --help  this text

Nothing that you wrote is lost: before a lesson is changed, it is copied into
backups/. Where you and the course have changed the same lines, both versions
are in the file, and it is said where. The stub that a lesson began as is kept
in lessons/.stubs/, which tells your lines from the course's; without it, and
without Git, a lesson that you have begun is left as it is.

Exit code: 0 all is up to date, 1 there is something for you to decide, 2 wrong
usage.`;

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: [], values: [], words: 0 });
  if (flags.has("help")) return console.log(HELP), 0;
  const { showUpdate } = await import("../kit/show/command/update.ts"); // if a package is missing, main() says so
  return await showUpdate({ json: flags.has("json"), style: outputStyle() });
});
