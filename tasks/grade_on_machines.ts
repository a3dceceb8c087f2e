/**
 * Grades a class on the machines of a database: `deno task grade SUBMISSIONS… --db URL`.
 * @module
 */
import { courseHash } from "../kit/grade/course_hash.ts";
import { databaseUrl } from "../kit/grade/queue/address.ts";
import { ClassOnMachines } from "../kit/grade/queue/class_on_machines.ts";
import { Database } from "../kit/grade/queue/database.ts";
import { requirePrepared } from "../kit/grade/queue/prepare_database.ts";
import { main } from "../kit/show/command/main.ts";
import { grade, type OnMachines, STOPPED } from "./grade.ts";

await main(() => grade(Deno.args, connect), STOPPED);

async function connect({ db, course, ...options }: OnMachines): Promise<ClassOnMachines> {
  const database = await Database.connect(databaseUrl(db), { name: "downhill grade" });
  await requirePrepared(database, "submit");
  return new ClassOnMachines({ database, courseHash: await courseHash(course), ...options });
}
