import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { sampleEntries, sampleResults } from "../testbed/classes/results.ts";
import { chosenFormats, type Format, FORMATS } from "./formats.ts";
import type { Entry } from "./journal/entry.ts";
import { type ClassResults, classResults } from "./reports/class_results.ts";
import { writeFormats } from "./write_formats.ts";
import { filesIn, inFolder } from "../testbed/in_folder.ts";

/** Writes the formats, and removes the files about students who are gone. */
function write(
  folder: string,
  results: ClassResults,
  formats: readonly Format[],
  isReleased = false,
): Promise<string[]> {
  return writeFormats(folder, results, { formats, isReleased, others: results.gone });
}

/** A small class: these students of the sample class, without some lessons. */
function some(students: readonly string[], lessons = 2): ClassResults {
  const results = sampleResults();
  return {
    ...results,
    lessons: results.lessons.slice(0, lessons),
    students: results.students.filter(({ student }) => students.includes(student))
      .map((student) => ({ ...student, lessons: student.lessons.slice(0, lessons) })),
    gone: ["ada", "bo"].filter((student) => !students.includes(student)),
  };
}

Deno.test("writeFormats() writes the files of the formats that were chosen, and says which", () =>
  inFolder(async (folder) => {
    const formats = chosenFormats("moodle,exercism,tap");
    assertEquals(await write(folder, some(["ada", "bo"]), formats), ["moodle.csv", "exercism", "tap"]);
    assertEquals(await filesIn(folder), [
      "exercism/ada/03_exhaustive_search/results.json",
      "exercism/ada/04_gradient_descent/results.json",
      "exercism/bo/03_exhaustive_search/results.json",
      "exercism/bo/04_gradient_descent/results.json",
      "moodle.csv",
      "tap/ada.tap",
      "tap/bo.tap",
    ]);
  }));

Deno.test("writeFormats() writes nothing if no format was chosen", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "github/mine"), { recursive: true }); // somebody else's folder
    assertEquals(await write(folder, some(["ada"]), []), []);
    assertEquals(await filesIn(folder), []);
  }));

Deno.test("writeFormats() writes what an earlier grading has written once more, also without being asked", () =>
  inFolder(async (folder) => {
    for (const { name } of FORMATS) {
      await write(folder, some(["ada"]), chosenFormats(name));
    }
    const first = await filesIn(folder);
    for (const path of first) await Deno.writeTextFile(join(folder, path), "old");
    assertEquals((await write(folder, some(["ada"]), [])).length, FORMATS.length);
    assertEquals(await filesIn(folder), first);
    for (const path of first) assert(await Deno.readTextFile(join(folder, path)) !== "old", path);
  }));

Deno.test("writeFormats() removes the files about students and lessons that are gone, and no other file", () =>
  inFolder(async (folder) => {
    await write(folder, some(["ada", "bo"]), FORMATS);
    await Deno.writeTextFile(join(folder, "exercism/bo/notes.txt"), "");
    await Deno.writeTextFile(join(folder, "tap/other.tap"), "");
    await write(folder, some(["ada"], 1), []);
    assertEquals((await filesIn(folder)).filter((path) => path.includes("/")), [
      "classroom50/ada.json",
      "exercism/ada/03_exhaustive_search/results.json",
      "exercism/bo/notes.txt",
      "github/ada.txt",
      "gradescope/ada.json",
      "tap/ada.tap",
      "tap/other.tap",
    ]);
    const names = await Array.fromAsync(Deno.readDir(join(folder, "exercism/bo")), ({ name }) => name);
    assertEquals(names, ["notes.txt"]);
  }));

Deno.test("writeFormats() hides hidden checks from students, and leaves it to Gradescope to hide them there", () =>
  inFolder(async (folder) => {
    const results = some(["ada"]);
    for (const { checks } of [results.lessons[0], results.students[0].lessons[0]]) checks[1].hidden = true;
    const read = async (path: string) => await Deno.readTextFile(join(folder, path));
    const { name } = results.lessons[0].checks[1];
    for (const isReleased of [false, true]) {
      await write(folder, results, FORMATS, isReleased);
      for (const path of ["tap/ada.tap", "classroom50/ada.json", "exercism/ada/03_exhaustive_search/results.json"]) {
        assertEquals((await read(path)).includes(name), isReleased, path);
      }
      assertEquals((await read("gradescope/ada.json")).includes('"after_published"'), !isReleased);
      assert((await read("gradescope/ada.json")).includes(name));
    }
  }));

Deno.test("writeFormats() stays in its folder, whatever a student's identifier is", () =>
  inFolder(async (folder) => {
    const [classEntry] = sampleEntries();
    const names = ["../../up", "/etc/passwd", "C:\\up", "..", "", "a/b", "$&", "LESSON", "STUDENT"];
    const students = names.map((student): Entry => ({
      ...{ type: "student", student, name: student, email: null, files: [], ignored: [], refused: [] },
    }));
    const inside = join(folder, "a/b/grades");
    await write(inside, classResults([classEntry, ...students]), FORMATS);
    assertEquals(await filesIn(folder, inside), await filesIn(folder));
    assertEquals((await filesIn(folder)).length, 3 + names.length * (4 + 3));
    const gone = names.map((student): Entry => ({ type: "gone", student }));
    await write(inside, classResults([classEntry, ...gone]), []);
    assertEquals((await filesIn(inside)).filter((path) => path.includes("/")), []);
  }));

Deno.test("writeFormats() says which file it cannot write or remove", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "moodle.csv"));
    await assertRejects(() => write(folder, some(["ada"]), []), UsageError, "moodle.csv cannot be written");
    await Deno.remove(join(folder, "moodle.csv"));
    await Deno.mkdir(join(folder, "tap/bo.tap/full"), { recursive: true });
    await assertRejects(() => write(folder, some(["ada"]), []), UsageError, "bo.tap is about a student");
  }));
