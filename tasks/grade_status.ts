/**
 * Says how much waits in a database, and who works on it: `deno task grade status`.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { databaseUrl } from "../kit/grade/queue/address.ts";
import { Database } from "../kit/grade/queue/database.ts";
import { retryDeadLetters } from "../kit/grade/queue/dead_letters.ts";
import { readLoad } from "../kit/grade/queue/load.ts";
import { requirePrepared } from "../kit/grade/queue/prepare_database.ts";
import { counted } from "../kit/learn/plot/parts/number_text.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { loadLines } from "../kit/show/terminal/load_screen.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";

const HELP = `deno task grade status --db URL [OPTIONS]

Says how many files wait in the database, how long the oldest has waited, which workers are there, how fast they are, and how many there should be. Names the students whose files no machine could judge.

  --db URL   postgres://USER@HOST/DATABASE; the password comes from the file that PGPASSFILE names, or from DOWNHILL_DB. The role downhill_read is enough, except for --retry, which needs downhill_submit
  --retry    let the workers try again to judge those files, for example after you have repaired a machine
  --json     print one JSON value instead of lines
  --help     print this text

Exit code: 0 every file can be judged, 1 some files could not be judged, 2 wrong usage, or the database cannot be used.`;

await main(async () => {
  const { flags, values } = readArguments(Deno.args, { flags: ["retry"], values: ["db"], words: 0 });
  const style = outputStyle();
  if (flags.has("help")) return console.log(helpText(HELP, style.width)), 0;
  await using database = await Database.connect(databaseUrl(values.get("db")), { name: "downhill status" });
  await requirePrepared(database, flags.has("retry") ? "submit" : "read");
  const retried = flags.has("retry") ? await retryDeadLetters(database) : 0;
  const load = await readLoad(database);
  if (flags.has("json")) printJson(load);
  else {
    if (flags.has("retry")) console.log(`  ${counted(retried, "file is", "files are")} tried again.`);
    console.log(loadLines(load, style).join("\n"));
  }
  return load.notGraded.length > 0 ? 1 : 0;
});
