/**
 * Judges the files of a database on this machine.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { courseHash } from "../kit/grade/course_hash.ts";
import { databaseUrl } from "../kit/grade/queue/address.ts";
import { prepareDatabase } from "../kit/grade/queue/prepare_database.ts";
import { startWorker } from "../kit/grade/worker.ts";
import { THIS_COURSE } from "../kit/judge/run/job.ts";
import { requireWalls, wallsOf } from "../kit/grade/require_walls.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { showWorker } from "../kit/show/command/grade_worker.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { syllabus } from "../syllabus.ts";
import { numberOf } from "./grade.ts";

const HELP = `deno task grade-worker --db URL [OPTIONS]

Takes files from a database, judges them on this machine, and stores the verdicts. Start it on as many machines as you like; each needs the same version of the course. deno task grade --db URL and deno task grade submit hand in the files.

  deno task grade-worker --db postgres://postgres@db.example.org/downhill --init
  deno task grade-worker --db postgres://worker1@db.example.org/downhill

What it does:
  --init             prepare the database, or bring it up to date, and end: the user must be allowed to create schemas and roles. Stop the workers of an older version before
  --slots N          how many files are judged at a time; by default, as many as there are cores
  --require-walls N  1 (default) or 2: with 2, refuse to work on a machine without bubblewrap, which puts a second wall around each lesson

Where the database is:
  --db URL           postgres://USER@HOST/DATABASE, without the password: others can read command lines. It comes from the file that PGPASSFILE names, or from DOWNHILL_DB, which then has the whole URL. Lessons get none of these
  --json             print each record as a line of JSON
  --help             print this text

SIGTERM and Ctrl-C end it gently: it takes no further file, and finishes those that it has begun. If it is killed, other workers judge these files again after at most 20 seconds. docs/machines/ has files for Docker, systemd and Kubernetes.

Exit code: 0 stopped, or the database is ready, 2 wrong usage, or the database cannot be used.`;

let stop = () => {};

await main(async () => {
  const { flags, values } = readArguments(Deno.args, {
    flags: ["init"],
    values: ["db", "slots", "require-walls"],
    words: 0,
  });
  const style = outputStyle();
  if (flags.has("help")) return console.log(helpText(HELP, style.width)), 0;
  const url = databaseUrl(values.get("db"));
  if (flags.has("init")) {
    const done = await prepareDatabase(url);
    if (flags.has("json")) printJson(done);
    else {console.log(
        done.before === done.after ? "The database is ready." : `The database is ready, with version ${done.after}.`,
      );}
    return 0;
  }
  requireWalls(wallsOf(values.get("require-walls")));
  const slots = numberOf("slots", values.get("slots")) ?? navigator.hardwareConcurrency;
  const course = { ...THIS_COURSE, syllabus };
  const onRecord = flags.has("json") ? printJson : showWorker(style);
  const worker = await startWorker({ url, course, courseHash: await courseHash(course), slots, onRecord });
  stop = worker.stop;
  await worker.ended;
  return 0;
}, { drain: () => stop() });
