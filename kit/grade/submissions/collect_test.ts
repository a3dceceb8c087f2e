import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { entriesOf, type Files, gzipOf, tarOf, zipOf } from "../../testbed/classes/pack.ts";
import { withFolder } from "../../testbed/classes/with_folder.ts";
import { collect } from "./collect.ts";
import { type Piece, plainPiece } from "./layouts/layout.ts";

const LESSONS = ["04_gradient_descent", "05_autodiff"];
const NAME = "04_gradient_descent.ts";

/** What is collected from a folder with `files`: "lesson path text" for each, the ignored paths, and the refusals. */
async function collected(files: Files, change: (path: string) => Promise<void> = () => Promise.resolve()) {
  return await withFolder(files, async (path, folder) => {
    await change(path);
    return await linesOf([plainPiece(folder)]);
  }, "ada");
}

async function linesOf(pieces: Piece[]) {
  const { lessons, earlier, ignored, refused } = await collect(
    { student: "ada", name: null, email: null, pieces },
    LESSONS,
  );
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return {
    lessons: lessons.map(({ lesson, path, bytes }) => `${lesson} ${path} ${text(bytes)}`),
    ...earlier.length > 0 ? { earlier: earlier.map(({ path }) => path) } : {},
    ignored,
    refused: refused.map(({ path, reason }) => `${path}: ${reason}`),
  };
}

Deno.test("collect() takes lessons from any folder, and lists the rest without reading it", async () => {
  const files = { [NAME]: "4", "a/b/05_Autodiff (1).ts": "5", "deno.json": "{", "a/tests.ts": "", "a/.DS_Store": "" };
  assertEquals(await collected(files), {
    lessons: [`04_gradient_descent ada/${NAME} 4`, "05_autodiff ada/a/b/05_Autodiff (1).ts 5"],
    ignored: ["ada/a/tests.ts", "ada/deno.json"],
    refused: [],
  });
});

Deno.test("… takes an empty lesson", async () => {
  assertEquals((await collected({ [NAME]: "" })).lessons, [`04_gradient_descent ada/${NAME} `]);
});

Deno.test("… grades the whole course folder by lessons/ only", async () => {
  const files = {
    [`lessons/${NAME}`]: "mine",
    "lessons/.stubs/05_autodiff.ts": "stub",
    [`solutions/${NAME}`]: "solution",
    [`kit/teach/new/template/${NAME}`]: "template",
    [`tests/alternatives/04_gradient_descent/${NAME}`]: "other",
    ".git/HEAD": "",
    "README.md": "",
  };
  assertEquals(await collected(files), {
    lessons: [`04_gradient_descent ada/lessons/${NAME} mine`],
    ignored: [
      ...["ada/.git/", "ada/README.md", "ada/kit/", "ada/lessons/.stubs/", "ada/solutions/", "ada/tests/"]
        .filter((path) => !/\.git|\.stubs/.test(path)),
    ],
    refused: [],
  });
});

Deno.test("… ignores what an earlier grading has written", async () => {
  const earlier = { "grades/journal.jsonl": "", [`grades/submitted/${"0".repeat(64)}/${NAME}`]: "other" };
  assertEquals(await collected({ [NAME]: "mine", ...earlier }), {
    lessons: [`04_gradient_descent ada/${NAME} mine`],
    ignored: ["ada/grades/"],
    refused: [],
  });
});

Deno.test("… refuses two different files for a lesson, and takes one of two equal ones", async () => {
  assertEquals(await collected({ [`a/${NAME}`]: "1", [`b/${NAME}`]: "2", "05_autodiff.ts": "5" }), {
    lessons: ["05_autodiff ada/05_autodiff.ts 5"],
    ignored: [],
    refused: ["a", "b"].map((folder) =>
      `ada/${folder}/${NAME}: ${NAME} is one of 2 different files for lesson 04_gradient_descent: hand in one of them.`
    ),
  });
  assertEquals(await collected({ [`a/${NAME}`]: "1", [`b/${NAME}`]: "1" }), {
    lessons: [`04_gradient_descent ada/a/${NAME} 1`],
    ignored: [`ada/b/${NAME}`],
    refused: [],
  });
});

Deno.test("… refuses names that differ only in case, even if the files are equal", async () => {
  const entries = entriesOf({ [NAME]: "1", "04_Gradient_Descent.ts": "1", "05_autodiff.ts": "5" });
  const { lessons, refused } = await collected({ "work.zip": await zipOf(entries) });
  assertEquals(lessons, ["05_autodiff ada/work.zip/05_autodiff.ts 5"]);
  const words = "is there twice, in names that differ at most in case: hand in one of them.";
  assertEquals(refused, ["04_Gradient_Descent.ts", NAME].map((name) => `ada/work.zip/${name}: ${name} ${words}`));
});

Deno.test("… refuses a name that is there twice in an archive", async () => {
  const twice = await tarOf([{ name: NAME, content: "1" }, { name: NAME, content: "1" }]);
  const { lessons, refused } = await collected({ "work.tar.gz": await gzipOf(twice) });
  assertEquals([lessons, refused.length], [[], 2]);
});

Deno.test("… compares only so many files with the same name", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 310 }, (_, i) => [`${String(i).padStart(3, "0")}/${NAME}`, "x"]),
  );
  const { lessons, refused } = await collected({ ...many, "zzz/05_autodiff.ts": "5" });
  assertEquals([lessons.length, refused.length], [1, 11]);
  assertMatch(refused[0], /is one of too many files with the names of lessons: hand in each lesson once\.$/);
  const large = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`${i}/${NAME}`, "x".repeat(1_000_000)]));
  assertEquals((await collected(large)).refused.length, 2);
});

Deno.test("… opens only so many archives", async () => {
  const many = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`${String(i).padStart(2, "0")}.zip`, ""]));
  const { lessons, refused } = await collected({ ...many, [NAME]: "4" });
  assertEquals([lessons.length, refused.length], [1, 32]);
  assertMatch(refused[29], /29\.zip is empty/);
  assertMatch(refused[30], /30\.zip is one of too many archives: hand in all lessons in a single one\.$/);
});

Deno.test("… mentions a file whose name is only similar, if the lesson is not there otherwise", async () => {
  assertEquals(
    await collected({ "04_gradient_descent.ts.txt": "4", "05_autodiff_old.ts": "", "05_autodiff.ts": "5" }),
    {
      lessons: ["05_autodiff ada/05_autodiff.ts 5"],
      ignored: ["ada/05_autodiff_old.ts"],
      refused: [
        "ada/04_gradient_descent.ts.txt: 04_gradient_descent.ts.txt is not named 04_gradient_descent.ts: rename it.",
      ],
    },
  );
});

Deno.test({
  name: "… refuses links, pipes, and what cannot be read, and takes the rest",
  ignore: Deno.build.os !== "linux", // other systems refuse some of these names
  fn: async () => {
    const { lessons, refused } = await collected({ "05_autodiff.ts": "5", "a/04.txt": "" }, async (path) => {
      await Deno.symlink("/etc/passwd", join(path, NAME));
      await Deno.symlink("/etc", join(path, "lessons"));
      await new Deno.Command("sh", { args: ["-c", "touch $(printf 'x\\377')"], cwd: path }).output();
      await new Deno.Command("mkfifo", { args: [join(path, "a", NAME)] }).output();
    });
    assertEquals(lessons, ["05_autodiff ada/05_autodiff.ts 5"]);
    assertEquals(refused, [
      `ada/${NAME}: ${NAME} is a link: hand in the file itself.`,
      `ada/a/${NAME}: ${NAME} is a device or a pipe: hand in a file.`,
      "ada/lessons: lessons is a link: hand in the file itself.",
      "ada/x\ufffd: x\ufffd cannot be read: give it a name of letters and digits.",
    ]);
  },
});

Deno.test("… refuses a lesson that is too long, and a folder with the name of a lesson is only a folder", async () => {
  const { lessons, refused } = await collected({ [NAME]: "x".repeat(1_000_001), "05_autodiff.ts/05_autodiff.ts": "5" });
  assertEquals(lessons, ["05_autodiff ada/05_autodiff.ts/05_autodiff.ts 5"]);
  assertEquals(refused, [`ada/${NAME}: ${NAME} is 1 MB long, but at most 1 MB are read: is it the right file?`]);
});

Deno.test("… opens a student's archives, but none in them", async () => {
  const [inner, broken] = [await zipOf(entriesOf({ [NAME]: "4" })), new TextEncoder().encode("Rar!\x1a\x07\0")];
  const outer = await zipOf(entriesOf({ "x/05_autodiff.ts": "5", "x/inner.zip": inner }));
  assertEquals(await collected({ "work.zip": outer, "late.rar": broken }), {
    lessons: ["05_autodiff ada/work.zip/x/05_autodiff.ts 5"],
    ignored: [],
    refused: [
      "ada/late.rar: late.rar is a RAR archive: hand in a .zip or a .tar.gz archive.",
      "ada/work.zip/x/inner.zip: inner.zip is an archive in an archive, which is not opened: hand in the files themselves.",
    ],
  });
});

Deno.test("… shows hostile names so that nobody obeys them", async () => {
  const name = `\x1b[31mred\n::error::\u202e${NAME}`;
  const tar = await tarOf([{ name, content: "" }, { name: "::set-output\t.txt", content: "" }]);
  const { refused, ignored } = await collected({ "work.tar": tar });
  assertMatch(refused.join(), /^ada\/work\.tar\/␛\[31mred␊: :error: :\\u\{202e\}04_/);
  // deno-lint-ignore no-control-regex
  assertEquals([...refused, ...ignored].filter((text) => /[\x00-\x1f\u202e]|::/.test(text)), []);
});

Deno.test("… lists at most 100 ignored and 100 refused files", async () => {
  const entries = Array.from({ length: 150 }, (_, i) => [
    ...[{ name: `${i}/${NAME}`, type: "symlink" as const, linkname: "x" }, { name: `${i}.txt` }],
  ]).flat();
  const { ignored, refused } = await collected({ "work.tar": await tarOf(entries) });
  assertEquals([ignored.length, refused.length], [100, 100]);
});

Deno.test("… among files that a platform orders, takes the newest", async () => {
  await withFolder({ [`a/${NAME}`]: "first", [`b/${NAME}`]: "second", [`c/${NAME}`]: "third" }, async (_, folder) => {
    const [a, b, c] = await folder.children();
    const pieces = [{ ...plainPiece(a), order: [1, 9] }, { ...plainPiece(b), order: [2, 0] }];
    const result = await linesOf(pieces);
    assertEquals(result.lessons, [`04_gradient_descent export/b/${NAME} second`]);
    assertEquals([result.earlier, result.ignored], [[`export/a/${NAME}`], []]);
    assertEquals((await linesOf([...pieces, { ...plainPiece(c), order: [2, 0] }])).refused.length, 2);
    const [[first], [second]] = [await a.children(), await b.children()];
    // from another export with the same name
    const again = { ...plainPiece({ ...second, path: first.path }), order: [2, 0] };
    const { lessons, refused } = await linesOf([{ ...plainPiece(first), order: [1, 9] }, again]);
    assertEquals([lessons, refused], [[`04_gradient_descent export/a/${NAME} second`], []]);
  });
});
