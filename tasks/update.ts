/**
 * Brings the learner's lessons up to date.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";

const HELP = `deno task update [OPTIONS]

Use this command after you get a newer version of the course, with git pull or
by unpacking it over the old version. The command merges the course's changes
into the lessons that you have begun, and keeps what you wrote. It replaces
lessons that you have not begun, and writes missing lessons. It says what
happened to each lesson, and which lessons to judge again.

  --json  print one JSON value instead of lines
  --help  print this text

Nothing that you wrote is lost: a lesson is copied to backups/ before it is
changed. If you and the course have changed the same lines, the file contains
both versions, and the command says where. lessons/.stubs/ keeps the first
version of each lesson, to distinguish your lines from the course's; without
this folder and without Git, a lesson that you have begun is not changed.

Exit code: 0 all lessons are up to date, 1 some lessons need your decision,
2 wrong usage.`;

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: [], values: [], words: 0 });
  if (flags.has("help")) return console.log(HELP), 0;
  const { showUpdate } = await import("../kit/show/command/update.ts"); // main() reports a missing package
  return await showUpdate({ json: flags.has("json"), style: outputStyle() });
});
