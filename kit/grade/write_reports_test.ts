import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { readText } from "../base/read_text.ts";
import { UsageError } from "../base/usage_error.ts";
import { sampleEntries, sampleResults } from "../testbed/classes/results.ts";
import type { Entry } from "./journal/entry.ts";
import { classResults } from "./reports/class_results.ts";
import { writeReports } from "./write_reports.ts";
import { filesIn, inFolder } from "../testbed/in_folder.ts";

const SOURCES = { pictures: "pictures", goals: "goals", formats: [], isReleased: false, others: [] };

/** The lines of a journal in which this student has handed in nothing. */
function student(student: string): Entry {
  return { type: "student", student, name: student, email: null, files: [], ignored: [], refused: [] };
}

Deno.test("writeReports() returns the paths of the reports and of their folders, and writes nothing else", () =>
  inFolder(async (folder) => {
    const written = await writeReports(folder, sampleResults(), SOURCES);
    const files = await filesIn(folder);
    for (const path of written) assert(files.some((file) => `${join(folder, file)}/`.startsWith(`${path}/`)), path);
    for (const path of ["index.html", "grades.csv", "grades.json", "junit/ada.xml", "feedback/ada.html"]) {
      assert(files.includes(path), path);
    }
    assertEquals(files.filter((file) => !written.some((path) => join(folder, file).startsWith(path))), []);
  }));

Deno.test("writeReports() writes the same bytes again", () =>
  inFolder(async (folder) => {
    const read = async () =>
      await Promise.all((await filesIn(folder)).map((path) => Deno.readFile(join(folder, path))));
    await writeReports(folder, sampleResults(), SOURCES);
    const first = await read();
    await writeReports(folder, sampleResults(), SOURCES);
    assertEquals(await read(), first);
  }));

Deno.test("writeReports() removes the files about a student who is gone, and no other file", () =>
  inFolder(async (folder) => {
    const entries = sampleEntries().slice(0, 1);
    await writeReports(folder, classResults([...entries, student("ada"), student("bo")]), SOURCES);
    await Deno.mkdir(join(folder, "feedback"), { recursive: true });
    for (const path of ["feedback/bo.html", "junit/bo.txt", "junit/notes.xml", "bo.xml"]) {
      await Deno.writeTextFile(join(folder, path), "");
    }
    const gone: Entry[] = [student("bo"), { type: "gone", student: "bo" }];
    await writeReports(folder, classResults([...entries, student("ada"), ...gone]), SOURCES);
    const files = await filesIn(folder);
    assertEquals(files.filter((path) => /bo\.|notes/.test(path)), ["bo.xml", "junit/bo.txt", "junit/notes.xml"]);
    assert(files.includes("junit/ada.xml"));
  }));

Deno.test("writeReports() stays in its folder, whatever a student's identifier is", () =>
  inFolder(async (folder) => {
    const [classEntry] = sampleEntries();
    const names = ["../../up", "/etc/passwd", "C:\\up", "..", "", "a/b", "con", "\0", "x".repeat(999)];
    const students = classResults([classEntry, ...names.map(student)]);
    await writeReports(join(folder, "a/b/grades"), students, SOURCES);
    const files = await filesIn(folder);
    assertEquals(files.length, 2 * names.length + 3);
    const ours = /^a\/b\/grades\/(grades\.\w+|index\.html|junit\/[^/]+\.xml|feedback\/[^/]+\.html)$/;
    assert(files.every((path) => ours.test(path.replaceAll("\\", "/"))));
    const gone = names.map((student): Entry => ({ type: "gone", student }));
    await writeReports(join(folder, "a/b/grades"), classResults([classEntry, ...gone]), SOURCES);
    assertEquals((await filesIn(folder)).length, 3);
  }));

Deno.test("writeReports() puts the pictures where the pages look for them", () =>
  inFolder(async (folder) => {
    const results = sampleResults();
    const [ada] = results.students.filter(({ student }) => student === "ada");
    const [pictures, goals] = [join(folder, "pictures"), join(folder, "docs")];
    for (const path of [pictures, goals]) await Deno.mkdir(path);
    await Deno.writeTextFile(join(pictures, ada.lessons[0].picture!), "<svg>ada</svg>");
    await Deno.writeTextFile(join(goals, `${results.lessons[1].id}.svg`), "<svg>goal</svg>");
    await writeReports(folder, results, { ...SOURCES, pictures, goals });
    const goal = `pictures/goal/${results.lessons[1].id}.svg`;
    assertEquals(await readText(join(folder, goal)), "<svg>goal</svg>");
    assert((await readText(join(folder, "index.html"))).includes(`src="${goal}"`));
    assert((await readText(join(folder, "feedback", "ada.html"))).includes(btoa("<svg>ada</svg>")));
  }));

Deno.test("writeReports() says which file it cannot write or remove", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "grades.csv"));
    await assertRejects(
      () => writeReports(folder, sampleResults(), SOURCES),
      UsageError,
      "grades.csv cannot be written",
    );
    await Deno.remove(join(folder, "grades.csv"));
    await Deno.mkdir(join(folder, "junit/hal.xml/full"), { recursive: true });
    await assertRejects(() => writeReports(folder, sampleResults(), SOURCES), UsageError, "hal.xml is about a student");
  }));
