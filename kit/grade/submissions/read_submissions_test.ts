import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "node:path";
import { entriesOf, type Files, tarOf, zipOf } from "../../testbed/classes/pack.ts";
import { withFolder } from "../../testbed/classes/with_folder.ts";
import { type ClassOf, FIRST_NUMBER, writeClass, type WrittenLayout } from "../../testbed/classes/write_class.ts";
import { UsageError } from "../../base/usage_error.ts";
import { LAYOUTS, readSubmissions } from "./read_submissions.ts";

const LESSONS = ["04_gradient_descent", "05_autodiff"];
const NAME = "04_gradient_descent.ts";

/** What is read from paths in a folder with `files`; without paths, from the whole folder. */
function read(files: Files, paths: readonly string[] = [""], layout?: string) {
  return withFolder(files, (folder) => readAll(paths.map((path) => join(folder, path)), layout));
}

async function readAll(paths: readonly string[], layout?: string) {
  const temporary = await Deno.makeTempDir();
  try {
    return await readWith(temporary, paths, layout);
  } finally {
    await Deno.remove(temporary); // fails if a file was left there
  }
}

async function readWith(temporary: string, paths: readonly string[], layout?: string) {
  await using submissions = await readSubmissions(paths, { lessons: LESSONS, layout, temporary });
  const students: string[] = [];
  for await (const { student, lessons, refused } of submissions.all()) {
    const texts = lessons.map(({ lesson, bytes }) => `${lesson.slice(0, 2)} ${new TextDecoder().decode(bytes)}`);
    students.push([student, ...texts, ...refused.map(({ reason }) => reason)].join(", "));
  }
  const { summary, problems } = submissions;
  return { layout: submissions.layout, summary, problems, students };
}

Deno.test("readSubmissions() reads the same class from every layout, as a folder and as an archive", async () => {
  const students: ClassOf = {
    ada: { "04_gradient_descent": "a4", "05_autodiff": "a5" },
    bob: { "04_gradient_descent": "b4" },
    eve: {},
  };
  const layouts = {
    ...{
      "folders": "students",
      "zips": "students",
      "tarballs": "students",
      "moodle": "moodle",
      "moodle-flat": "moodle",
    },
    ...{ "canvas": "canvas", "blackboard": "blackboard", "gradescope": "gradescope", "classroom": "classroom" },
    "nbgrader": "nbgrader",
  };
  for (const [written, layout] of Object.entries(layouts)) {
    for (const ending of written === "moodle" ? ["", ".zip", ".tar", ".tar.gz"] : ["", ".zip"]) {
      const folder = await Deno.makeTempDir();
      try {
        const found = await readAll([await writeClass(folder, `${written}${ending}` as WrittenLayout, students)]);
        const isNumbered = ["moodle", "canvas"].includes(layout);
        const [ada, bob] = isNumbered ? [FIRST_NUMBER, FIRST_NUMBER + 1] : ["ada", "bob"];
        assertEquals([found.layout, found.students.slice(0, 2)], [layout, [`${ada}, 04 a4, 05 a5`, `${bob}, 04 b4`]]);
        assertEquals(found.problems, []);
        assertMatch(found.summary, new RegExp(`: (2|3) students in export${ending}\\.$`));
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    }
  }
});

Deno.test("… without a platform, sees whether a path is that of a student or contains them", async () => {
  const ada = { [`ada/lessons/${NAME}`]: "a" };
  assertEquals((await read(ada, ["ada"])).students, ["ada, 04 a"]);
  assertEquals((await read({ ...ada, [`bob/deep/down/${NAME}`]: "b" })).students, ["ada, 04 a", "bob, 04 b"]);
  const zip = await zipOf(entriesOf({ [`downhill-main/lessons/${NAME}`]: "z" }));
  const files = { ...ada, "class/kim.zip": zip, "eve/4/04_gradient_descent.ts": "4", "eve/5/05_autodiff.ts": "5" };
  const mixed = await read(files, ["ada", "class"]);
  assertEquals([mixed.layout, mixed.students], ["students", ["ada, 04 a", "kim, 04 z"]]);
  const most = await read({ ...files, "bob.zip": zip }, ["ada", "bob.zip", "eve"]);
  assertEquals([most.layout, most.students], ["student", ["ada, 04 a", "bob, 04 z", "eve, 04 4, 05 5"]]);
  const alone = await read({ ...ada, "bob.zip": zip, "eve/x.txt": "" }, ["ada", "bob.zip", "eve"]);
  assertEquals([alone.layout, alone.students], ["student", ["ada, 04 a", "bob, 04 z", "eve"]]);
});

Deno.test("… reads a path that is given twice once, and follows no links to students", async () => {
  const students = await withFolder({ [`ada/${NAME}`]: "a", [`bob/${NAME}`]: "b" }, async (folder) => {
    if (Deno.build.os !== "windows") await Deno.symlink(join(folder, "ada"), join(folder, "eve"));
    const found = await readAll([folder, `${folder}/`]);
    if (Deno.build.os !== "windows") assertEquals(found.problems, ["eve is a link, which is not followed."]);
    return found.students;
  });
  assertEquals(students, ["ada, 04 a", "bob, 04 b"]);
});

Deno.test("… takes a folder in a folder for that of a student, even if it is the only one", async () => {
  const only: Record<string, Files> = {
    "lessons at its top": { [`ada/${NAME}`]: "a" },
    "lessons/": { [`ada/lessons/${NAME}`]: "a" },
    "another folder": { [`ada/src/${NAME}`]: "a" },
    "another folder, and a file": { [`ada/src/${NAME}`]: "a", "ada/README.md": "" },
    "an archive": { "ada/work.zip": await zipOf(entriesOf({ [NAME]: "a" })) },
    "a system's second folder": { [`export/ada/${NAME}`]: "a" },
  };
  for (const [what, files] of Object.entries(only)) {
    const { layout, students } = await read(files);
    assertEquals([what, layout, students], [what, "students", ["ada, 04 a"]]);
  }
  assertEquals((await read({ [NAME]: "a", "old/x.txt": "" })).students, ["export, 04 a"]);
  assertEquals((await read({ [`week/ada/${NAME}`]: "a", [`week/bob/${NAME}`]: "b" })).students, [
    "ada, 04 a",
    "bob, 04 b",
  ]);
});

Deno.test("… looks into the only archive in a folder", async () => {
  const moodle = entriesOf({
    [`Ada_1_assignsubmission_file_/${NAME}`]: "a",
    [`Bob_2_assignsubmission_file_/${NAME}`]: "b",
  });
  const around = moodle.map((entry) => ({ ...entry, name: `week 1/${entry.name}` }));
  for (const entries of [moodle, around]) {
    const found = await read({ "homework.zip": await zipOf(entries), "README.md": "", ".DS_Store": "" });
    assertEquals(found.students, ["1, 04 a", "2, 04 b"]);
    assertEquals(found.summary, "Moodle's export: 2 students in homework.zip.");
    assertEquals(found.problems, ["README.md is not a submission."]);
  }
  const folders = await zipOf(entriesOf({ [`ada/${NAME}`]: "a", [`bob/${NAME}`]: "b" }));
  assertEquals((await read({ "homework.zip": folders })).students, ["ada, 04 a", "bob, 04 b"]);
  const course = await zipOf(entriesOf({ "downhill/.git/HEAD": "", [`downhill/lessons/${NAME}`]: "a" }));
  assertEquals((await read({ "ada.zip": course })).students, ["ada, 04 a"]);
});

Deno.test("… looks into several archives in a folder only if all are exports of a platform", async () => {
  const four = await zipOf(entriesOf({ [`ada_1_10_${NAME}`]: "4", [`bob_2_11_${NAME}`]: "b" }));
  const five = await zipOf(entriesOf({ "ada_1_12_05_autodiff.ts": "5" }));
  const exports = await read({ "four.zip": four, "five.zip": five });
  assertEquals(exports.students, ["1, 04 4, 05 5", "2, 04 b"]);
  assertEquals(exports.summary, "Canvas's export: 2 students in export.");
  const plain = await zipOf(entriesOf({ [NAME]: "k" }));
  const found = await read({ "five.zip": five, "kim.zip": plain }); // a student may pretend to be a platform
  assertEquals([found.layout, found.students.at(-1)], ["students", "kim, 04 k"]);
});

Deno.test("… leaves out what an earlier grading has written, and refuses it alone", async () => {
  const [sha, grades] = ["0".repeat(64), "was written by an earlier grading of a class"];
  const earlier = { "old/journal.jsonl": "", [`old/submitted/${sha}/${NAME}`]: "x", "old/feedback/ada.html": "" };
  for (const layout of [undefined, "nbgrader", "students"]) {
    for (const [path, name] of [["", "old"], ["old", "old"], ["old/submitted", "submitted"]]) {
      const { message } = await assertRejects(() => read(earlier, [path], layout), UsageError);
      assertEquals(message, `${name} ${grades}: give what the students have handed in, for example homework.zip.`);
    }
  }
  const zip = await zipOf(entriesOf({ [`Ada_1_assignsubmission_file_/${NAME}`]: "a" }));
  const classes: [Files, string][] = [
    [{ [`ada/${NAME}`]: "a" }, "ada"],
    [{ "homework.zip": zip }, "1"],
    [{ [`Ada_1_assignsubmission_file_/${NAME}`]: "a" }, "1"],
  ];
  for (const [files, student] of classes) {
    const found = await read({ ...earlier, ...files });
    assertEquals([found.students, found.problems], [[`${student}, 04 a`], [`old ${grades}, so it is left out.`]]);
  }
});

Deno.test("… keeps a platform's student whose folder looks like that of an earlier grading", async () => {
  const folder = "Eve_2_assignsubmission_file_";
  const files = {
    ...{ [`Ada_1_assignsubmission_file_/${NAME}`]: "a", [`${folder}/journal.jsonl`]: "" },
    [`${folder}/submitted/${NAME}`]: "e",
  };
  assertEquals((await read(files)).students, ["1, 04 a", "2"]);
});

Deno.test("… does not let a student's archive decide what the others are", async () => {
  const plain = await zipOf(entriesOf({ [NAME]: "x" }));
  const platform = await zipOf(entriesOf({ [`Bob_2_assignsubmission_file_/${NAME}`]: "e" }));
  const grades = await zipOf(entriesOf({ "journal.jsonl": "", "submitted/x.txt": "" }));
  const files = { "ada.zip": plain, "bob.zip": plain, "eve.zip": platform, "kim.zip": grades };
  const found = await read(files, Object.keys(files));
  assertEquals([found.layout, found.students], ["student", ["ada, 04 x", "bob, 04 x", "eve, 04 e"]]);
  assertEquals(found.problems, ["kim.zip was written by an earlier grading of a class, so it is left out."]);
  const times = { [`ada/${NAME}`]: "a", "ada/x/timestamp.txt": "2026-11-28 10:11:12 UTC", [`bob/${NAME}`]: "b" };
  assertEquals((await read(times)).layout, "students"); // timestamp.txt is nbgrader's
});

Deno.test("… takes single lessons as those of the student whose folder they are in", async () => {
  const files = { [`ada/${NAME}`]: "a4", "ada/05_autodiff.ts": "a5", [`bob/${NAME}`]: "b4" };
  assertEquals((await read(files, Object.keys(files))).students, ["ada, 04 a4, 05 a5", "bob, 04 b4"]);
  const same = { [`ada/src/${NAME}`]: "a4", "bob/src/05_autodiff.ts": "b5" };
  assertEquals((await read(same, Object.keys(same))).students, ["src, 04 a4", "src (2), 05 b5"]);
});

Deno.test("… takes the single files and folders of a platform's export", async () => {
  const moodle = { [`Ada_1_assignsubmission_file_/${NAME}`]: "a", [`Bob_2_assignsubmission_file_/${NAME}`]: "b" };
  const folders = Object.keys(moodle).map((path) => path.split("/")[0]);
  assertEquals((await read(moodle, folders)).students, ["1, 04 a", "2, 04 b"]);
  assertEquals((await read(moodle, folders.slice(0, 1))).students, ["1, 04 a"]);
});

Deno.test("… puts together what a platform says is the same student's, and takes the newest", async () => {
  const [first, second, bob] = [`ada_1_10_${NAME}`, `ada_LATE_1_11_04_gradient_descent-1.ts`, `bob_2_12_${NAME}`];
  const paths = ["four", "five"];
  const files = {
    ...{ [`four/${first}`]: "old", [`four/${second}`]: "new", [`four/${bob}`]: "b" },
    "five/ada_1_13_05_autodiff.ts": "a5",
  };
  assertEquals((await read(files, paths)).students, ["1, 04 new, 05 a5", "2, 04 b"]);
});

Deno.test("… keeps students with the same name apart, and says so", async () => {
  const files = { [`a/ada/${NAME}`]: "1", "a/eve/x.txt": "", [`b/Ada/${NAME}`]: "2", [`b/bob/${NAME}`]: "3" };
  const found = await read(files, ["a", "b"]);
  assertEquals(found.students, ["Ada, 04 2", "ada (2), 04 1", "bob, 04 3", "eve"]);
  assertEquals(found.problems, ["Two students are called ada: one of them appears as ada (2), from a/ada."]);
});

Deno.test("… keeps students apart who have the same number, but not the same email address", async () => {
  const student = (name: string) => `  - :name: ${name}\n    :sid: '1'\n    :email: ${name}@example.org\n`;
  const files = {
    "submission_metadata.yml": ["ada", "eve", "ada"].map((name, i) =>
      `submission_${i}:\n  :submitters:\n${student(name)}  :created_at: 2026-11-28 10:11:1${i} Z\n`
    ).join(""),
    ...{ [`submission_0/${NAME}`]: "a4", [`submission_1/${NAME}`]: "e4", "submission_2/05_autodiff.ts": "a5" },
  };
  const found = await read(files);
  assertEquals(found.students, ["1, 04 a4, 05 a5", "1 (2), 04 e4"]);
  assertMatch(found.problems.join(), /^Two students are called 1: one of them appears as 1 \(2\)/);
});

Deno.test("… says that Moodle's numbers differ from assignment to assignment", async () => {
  const files = {
    [`four/Ada L_1_assignsubmission_file_/${NAME}`]: "4",
    "five/Ada L_2_assignsubmission_file_/05_autodiff.ts": "5",
  };
  const found = await read(files, ["four", "five"]);
  assertEquals(found.students, ["1, 04 4", "2, 05 5"]);
  assertMatch(found.problems.join(), /^Ada L has two numbers, 1 and 2, because Moodle's export numbers students anew/);
  const twins = { [`e/Ada_1_assignsubmission_file_/${NAME}`]: "4", [`e/Ada_2_assignsubmission_file_/${NAME}`]: "4" };
  assertEquals((await read(twins)).problems, []);
});

Deno.test("… goes on if a student's archive is broken, and names what is no submission", async () => {
  const files = { [`ada/${NAME}`]: "a", "bob.zip": "PK\x03\x04…", "notes.txt": "", "kim.tar.gz": "" };
  const found = await read(files);
  assertEquals(found.students, [
    "ada, 04 a",
    "bob, bob.zip is damaged or incomplete: pack it again.",
    "kim, kim.tar.gz is empty: hand in a .zip or a .tar.gz archive.",
  ]);
  assertEquals(found.problems, ["notes.txt is not a submission."]);
});

Deno.test("… goes on if one of several classes cannot be read", async () => {
  const files = { [`a/x/ada/${NAME}`]: "a", [`a/x/bob/${NAME}`]: "b", "broken.zip": "PK\x03\x04…" };
  assertEquals((await read(files, ["a", "broken.zip"])).problems, [
    "broken.zip is damaged or incomplete: download it again, or unpack it and give the folder.",
  ]);
  const moodle = { [`m/Ada_1_assignsubmission_file_/${NAME}`]: "a", "broken.zip": "PK\x03\x04…", "b/b.txt": "" };
  assertEquals((await read(moodle, ["m", "broken.zip", "b"])).problems, [
    "broken.zip is damaged or incomplete: download it again, or unpack it and give the folder.",
    "b is not Moodle's export.",
  ]);
});

Deno.test("… does not take paths in an archive that lead out of it for students", async () => {
  const entries = [`../evil/${NAME}`, `/etc/${NAME}`, `ada/${NAME}`, `bob/${NAME}`].map((name) => ({
    name,
    content: "x",
  }));
  const found = await read({ "class.tar": await tarOf(entries) }, ["class.tar"]);
  assertEquals(found.students, ["ada, 04 x", "bob, 04 x"]);
  assertEquals(found.problems, ["class.tar/ is not a submission.", ".. is not a submission."]);
});

Deno.test("… can be told the layout", async () => {
  const files = { [`Ada_1_assignsubmission_file_/${NAME}`]: "a" };
  assertEquals((await read(files, [""], "students")).students, ["Ada_1_assignsubmission_file_, 04 a"]);
  assertEquals((await read(files, [""], "student")).students, ["export, 04 a"]);
  assertEquals((await read({ [`ada/lessons/${NAME}`]: "a" }, [""], "students")).students, ["ada, 04 a"]);
});

Deno.test("… says in a sentence what is wrong with the paths or the layout, and leaves no files", async () => {
  const wrong: [paths: string[], layout: string | undefined, sentence: RegExp][] = [
    [[""], "moodel", /^There is no layout "moodel": use moodle, canvas, .* or student\.$/],
    [["nowhere"], undefined, /^There is no folder or file .*nowhere: give the paths of the submissions\.$/],
    [["empty"], undefined, /^There are no submissions in empty: .*--layout \(moodle, canvas/],
    [["other"], undefined, /^There are no submissions in other: /],
    [
      ["broken.zip"],
      undefined,
      /^broken\.zip is damaged or incomplete: download it again, or unpack it and give the folder\.$/,
    ],
    [["page.zip"], undefined, /^page\.zip is not an archive: download it again, or unpack it and give the folder\.$/],
    [["a.txt"], undefined, /^There are no submissions in a\.txt: /],
    [["ada"], "canvas", /^There are no submissions in the layout "canvas" in ada: /],
    [
      ["m", "c"],
      undefined,
      /^The paths contain Moodle's export and Canvas's export: grade them one after the other\.$/,
    ],
    [[], undefined, /^There are no submissions: give the paths/],
  ];
  const files = {
    ...{ "empty/.DS_Store": "", "other/pictures/cat.png": "", "broken.zip": "PK\x03\x04", "a.txt": "" },
    "page.zip": "<html>",
    ...{ [`ada/${NAME}`]: "", [`m/A_1_assignsubmission_file_/${NAME}`]: "", [`c/ada_1_2_${NAME}`]: "" },
  };
  for (const [paths, layout, sentence] of wrong) {
    const { message } = await assertRejects(() => read(files, paths, layout), UsageError);
    assertMatch(message, sentence);
  }
});

Deno.test("… names every layout in LAYOUTS", () => {
  assertEquals(LAYOUTS, [
    ...["moodle", "canvas", "blackboard", "gradescope", "nbgrader", "classroom", "students", "student"],
  ]);
});
