import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { type CourseLesson, type FindOldStub, updateLessons } from "./update.ts";

const BASE = `/** Brief. */
export function f(x: number): number {
  return todo("double x");
}

export const answers = () => ({ rate: 1 });
`;
const NEWER = BASE.replace("Brief", "Better brief").replace("rate: 1", "rate: 2");
const MINE = BASE.replace('todo("double x")', "2 * x");
const MINE_NEWER = NEWER.replace('todo("double x")', "2 * x");

/** A course in a new folder. Its lessons began as `BASE`, unless a test writes others. */
class Course {
  readonly folder: string = Deno.makeTempDirSync();
  readonly path = (...parts: string[]) => join(this.folder, ...parts);
  readonly read = (...parts: string[]) => Deno.readTextFileSync(this.path(...parts));
  readonly write = (text: string, ...parts: string[]) => {
    Deno.mkdirSync(this.path(...parts, ".."), { recursive: true });
    Deno.writeTextFileSync(this.path(...parts), text);
  };

  /** Writes a lesson with this text, which began as the stub `base`. With null, no stub is kept. */
  begin(text: string, base: string | null = BASE, id = "04_a"): void {
    this.write(text, "lessons", `${id}.ts`);
    if (base !== null) this.write(base, "lessons", ".stubs", `${id}.ts`);
  }

  /** Updates the lessons, and returns the important fields of each record. */
  async update(
    lessons: CourseLesson[] = [{ id: "04_a", stub: NEWER }],
    findOldStub: FindOldStub = () => Promise.resolve(undefined),
  ) {
    const records = await updateLessons(this.path("lessons"), lessons, findOldStub);
    return records.map(({ lesson, status, reason, backup, conflicts, from }) => ({
      ...{ lesson, status, reason, conflicts, from },
      backup: backup?.slice(this.folder.length + 1) ?? null,
    }));
  }

  [Symbol.dispose]() {
    Deno.removeSync(this.folder, { recursive: true });
  }
}

const RECORD = { lesson: "04_a", reason: null, backup: null, conflicts: [], from: null };
const CURRENT = { ...RECORD, status: "current" } as const;

Deno.test("updateLessons() writes a missing lesson, and changes nothing the next time", async () => {
  using course = new Course();
  assertEquals(await course.update(), [{ ...RECORD, status: "new" }]);
  assertEquals([course.read("lessons", "04_a.ts"), course.read("lessons", ".stubs", "04_a.ts")], [NEWER, NEWER]);
  assertEquals(await course.update(), [CURRENT]);
});

Deno.test("updateLessons() replaces a stub that nobody has written in, whatever its line ends are", async () => {
  using course = new Course();
  for (const text of [BASE, BASE.replaceAll("\n", "\r\n")]) {
    course.begin(text);
    assertEquals(await course.update(), [{ ...RECORD, status: "replaced" }]);
    assertEquals(course.read("lessons", "04_a.ts"), NEWER);
  }
});

Deno.test("updateLessons() replaces an untouched stub that Git finds, unless it was saved just now", async () => {
  using course = new Course();
  const find = (then: () => void) => () => (then(), Promise.resolve(BASE));
  course.begin(BASE, null);
  const save = find(() => course.write(MINE, "lessons", "04_a.ts"));
  const [{ status, reason }] = await course.update(undefined, save);
  assertEquals([status, reason], ["left", "It was saved just now: update once more."]);
  assertEquals(course.read("lessons", "04_a.ts"), MINE);
  course.begin(BASE, null);
  assertEquals(await course.update(undefined, find(() => {})), [{ ...RECORD, status: "replaced" }]);
  assertEquals(course.read("lessons", "04_a.ts"), NEWER);
});

Deno.test("updateLessons() does not change a lesson if the search for its former stub fails", async () => {
  using course = new Course();
  course.begin(MINE, null);
  const stopped: FindOldStub = () => Promise.reject(new UsageError("Git was stopped."));
  assertEquals(await course.update(undefined, stopped), [{ ...RECORD, status: "left", reason: "Git was stopped." }]);
  const [{ status }] = await course.update(undefined, () => Promise.resolve(BASE));
  assertEquals([status, course.read("lessons", "04_a.ts")], ["merged", MINE_NEWER]);
});

Deno.test("updateLessons() reports that the stub of a current lesson cannot be kept", async () => {
  using course = new Course();
  course.begin(MINE_NEWER, null);
  course.write("a file in place of the folder", "lessons", ".stubs");
  const [{ status, reason }] = await course.update();
  assertEquals(status, "current");
  assertMatch(reason ?? "", /cannot be written because a file has the name of its folder/);
});

Deno.test("updateLessons() merges, keeps a copy, and changes nothing the next time", async () => {
  using course = new Course();
  course.begin(MINE);
  assertEquals(await course.update(), [{ ...RECORD, status: "merged", backup: "backups/04_a.1.ts" }]);
  assertEquals([course.read("lessons", "04_a.ts"), course.read("backups", "04_a.1.ts")], [MINE_NEWER, MINE]);
  assertEquals(await course.update(), [CURRENT]);
  const newest = NEWER.replace("Better", "Best");
  assertEquals((await course.update([{ id: "04_a", stub: newest }]))[0].status, "merged");
  assertEquals(course.read("lessons", "04_a.ts"), newest.replace('todo("double x")', "2 * x"));
});

Deno.test("updateLessons() keeps the line ends and the byte order mark of the learner's editor", async () => {
  using course = new Course();
  course.begin(`\ufeff${MINE.replaceAll("\n", "\r\n")}`);
  course.write(BASE.replaceAll("\n", "\r\n"), "lessons", ".stubs", "04_a.ts");
  const [{ status }] = await course.update([{ id: "04_a", stub: BASE.replace("rate: 1", "rate: 2") }]);
  assertEquals(status, "merged");
  const expected = `\ufeff${MINE.replace("rate: 1", "rate: 2").replaceAll("\n", "\r\n")}`;
  assertEquals(
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(Deno.readFileSync(course.path("lessons", "04_a.ts"))),
    expected,
  );
});

Deno.test("updateLessons() marks lines that both the learner and the course have changed", async () => {
  using course = new Course();
  const mine = MINE.replace("rate: 1", "rate: 0.5");
  course.begin(mine);
  assertEquals(await course.update(), [
    { ...RECORD, status: "conflict", backup: "backups/04_a.1.ts", conflicts: [6] },
  ]);
  const marked = course.read("lessons", "04_a.ts");
  assertMatch(marked, /<<<<<<< yours\n.*rate: 0\.5.*\n=======\n.*rate: 2.*\n>>>>>>> the course's\n/);
  const [{ status, reason }] = await course.update();
  assertEquals(status, "left");
  assertMatch(reason ?? "", /^The lesson contains marks of a merge conflict, the first in line 6: /);
  assertEquals(course.read("lessons", "04_a.ts"), marked);
  course.write(mine, "lessons", "04_a.ts");
  assertEquals(await course.update(), [CURRENT]);
});

Deno.test("updateLessons() finishes an update that was interrupted after writing only the lesson", async () => {
  using course = new Course();
  course.begin(MINE_NEWER, BASE);
  assertEquals(await course.update(), [CURRENT]);
  assertEquals(course.read("lessons", ".stubs", "04_a.ts"), NEWER);
  course.begin(NEWER, BASE);
  assertEquals(await course.update(), [CURRENT]);
});

Deno.test("updateLessons() makes each change only once if it runs twice at the same time", async () => {
  using course = new Course();
  course.begin(MINE);
  const all = await Promise.all([course.update(), course.update(), course.update()]);
  assert(all.some(([{ status }]) => status === "merged"), JSON.stringify(all));
  assertEquals([course.read("lessons", "04_a.ts"), course.read("backups", "04_a.1.ts")], [MINE_NEWER, MINE]);
  assertEquals(await course.update(), [CURRENT]);
});

Deno.test("updateLessons() uses an old stub from Git if no stub was kept", async () => {
  using course = new Course();
  course.begin(MINE, null);
  const asked: string[] = [];
  const [{ status }] = await course.update(undefined, (lesson, text) => {
    asked.push(lesson, text);
    return Promise.resolve(BASE);
  });
  assertEquals([status, asked], ["merged", ["04_a", MINE]]);
  assertEquals(course.read("lessons", "04_a.ts"), MINE_NEWER);
});

Deno.test("updateLessons() does not change a lesson without a known stub, and says where the new stub is", async () => {
  using course = new Course();
  course.begin(MINE, null);
  const [{ status, reason }] = await course.update();
  assertEquals(status, "left");
  assertMatch(
    reason ?? "",
    /^The stub that this lesson started from .*\.stubs.04_a\.ts: copy what you need from it\.$/,
  );
  assertEquals([course.read("lessons", "04_a.ts"), course.read("lessons", ".stubs", "04_a.ts")], [MINE, NEWER]);
  assertEquals(await course.update(), [CURRENT]);
});

Deno.test("updateLessons() changes nothing if a lesson contains the whole stub, even if no stub was kept", async () => {
  using course = new Course();
  course.begin(MINE_NEWER.replace("2 * x;", "2 * x;\n  // a note"), null);
  assertEquals(await course.update(), [CURRENT]);
  assertEquals(course.read("lessons", ".stubs", "04_a.ts"), NEWER);
});

Deno.test("updateLessons() recognises an older stub if only comments and todos differ, and keeps a copy", async () => {
  using course = new Course();
  const older = BASE.replace("Brief", "Old brief, and a note of mine").replace("double x", "twice x");
  course.begin(older, null);
  assertEquals(await course.update([{ id: "04_a", stub: BASE }]), [
    { ...RECORD, status: "merged", backup: "backups/04_a.1.ts" },
  ]);
  assertEquals([course.read("lessons", "04_a.ts"), course.read("backups", "04_a.1.ts")], [BASE, older]);
});

Deno.test("updateLessons() does not change a file that is not an ordinary text file, and says why", async () => {
  const others: [make: (path: string) => void, says: string][] = [
    [(path) => Deno.mkdirSync(path), "The lesson is a folder"],
    [(path) => Deno.symlinkSync("nowhere", path), "The lesson is a link to another file"],
    [(path) => Deno.writeFileSync(path, Uint8Array.of(47, 47, 0xfc, 10)), "The lesson is not text in UTF-8"],
    [(path) => Deno.writeTextFileSync(path, "a\0b"), "NUL characters"],
  ];
  for (const [make, says] of others) {
    using course = new Course();
    course.begin(MINE);
    const path = course.path("lessons", "04_a.ts");
    Deno.removeSync(path);
    make(path);
    const { size, mtime } = Deno.lstatSync(path);
    const [{ status, reason, backup }] = await course.update();
    assertEquals([status, backup], ["left", null]);
    assertStringIncludes(reason ?? "", says);
    assertEquals([Deno.lstatSync(path).size, Deno.lstatSync(path).mtime], [size, mtime]);
  }
});

Deno.test("updateLessons() does not change a lesson that it cannot copy, and continues with the next one", async () => {
  using course = new Course();
  course.begin(MINE);
  course.write("a file in place of the folder", "backups");
  const lessons = [{ id: "04_a", stub: NEWER }, { id: "05_b", stub: BASE }];
  const [first, second] = await course.update(lessons);
  assertEquals([first.status, first.backup, second.status], ["left", null, "new"]);
  assertMatch(first.reason ?? "", /cannot be written because a file has the name of its folder/);
  assertEquals([course.read("lessons", "04_a.ts"), course.read("lessons", ".stubs", "04_a.ts")], [MINE, BASE]);
});

Deno.test("updateLessons() gives a lesson its new number in the course, and keeps the learner's code", async () => {
  using course = new Course();
  course.begin(MINE, BASE, "04_a");
  const renumbered = [{ id: "04_new", stub: BASE }, { id: "05_a", stub: NEWER }];
  for (const begin of [() => {}, () => course.begin(NEWER, NEWER, "05_a")]) {
    begin(); // as if the learner had opened the new course, which writes this stub
    assertEquals((await course.update(renumbered)).map(({ lesson, from }) => [lesson, from]), [
      ["04_new", null],
      ["05_a", "04_a"],
    ]);
    assertEquals(course.read("lessons", "05_a.ts"), MINE_NEWER);
    assertEquals([...Deno.readDirSync(course.path("lessons"))].map(({ name }) => name).sort(), [
      ...[".stubs", "04_new.ts", "05_a.ts"],
    ]);
    for (const folder of ["lessons", "lessons/.stubs"]) Deno.removeSync(course.path(folder, "05_a.ts"));
    course.begin(MINE, BASE, "04_a");
  }
});

Deno.test("updateLessons() does not renumber a lesson if the one with the new number is also begun", async () => {
  using course = new Course();
  course.begin(MINE, BASE, "04_a");
  course.begin(MINE_NEWER, NEWER, "05_a");
  const records = await course.update([{ id: "05_a", stub: NEWER }]);
  assertEquals(records.map(({ lesson, status }) => [lesson, status]), [["05_a", "current"], ["04_a", "gone"]]);
  assertEquals([course.read("lessons", "04_a.ts"), course.read("lessons", "05_a.ts")], [MINE, MINE_NEWER]);
});

Deno.test("updateLessons() reports a lesson that the course has removed, but no files of the learner", async () => {
  using course = new Course();
  course.begin(MINE, BASE, "03_old");
  course.write("mine", "lessons", "04_mine.ts");
  course.write("mine", "lessons", "notes.txt");
  assertEquals((await course.update()).map(({ lesson, status }) => [lesson, status]), [
    ["04_a", "new"],
    ["03_old", "gone"],
  ]);
  assertEquals([course.read("lessons", "03_old.ts"), course.read("lessons", "04_mine.ts")], [MINE, "mine"]);
});
