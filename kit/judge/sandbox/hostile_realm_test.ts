import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { smallJob, smallLesson } from "../../testbed/small_course.ts";
import { runJob } from "../run/run.ts";
import { collect } from "../run/collect.ts";
import type { CheckRecord } from "../run/record.ts";
import { inPairs } from "../../testbed/hostile/in_pairs.ts";
import { type RealmLesson, realmLessons } from "../../testbed/hostile/realm.ts";

const outcomes = inPairs(realmLessons.map((lesson) => () => checksOf(lesson)));

for (const [i, lesson] of realmLessons.entries()) {
  const name = `A lesson that ${lesson.name} gains nothing from it`;
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    const records = await outcomes[i];
    const statuses = [lesson.status].flat();
    assert(records.length > 0);
    for (const { status, message } of records) {
      if (status !== "pass") assert(statuses.includes(status), `${status} instead of ${statuses}: ${message}`);
    }
    assertEquals(records.reduce((sum, { points }) => sum + points, 0), lesson.points ?? 0);
    assertStringIncludes(records[0].message, lesson.says);
  });
}

async function checksOf({ lesson = "04", only, text }: RealmLesson): Promise<CheckRecord[]> {
  const folder = await Deno.makeTempDir();
  try {
    const target = `${folder}/${smallLesson(lesson).id}.ts`;
    await Deno.writeTextFile(target, text);
    return (await collect(runJob(smallJob(lesson, { target }), { picture: false, only }))).checks;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
