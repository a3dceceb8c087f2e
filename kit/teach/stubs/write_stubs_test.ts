import { assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../base/usage_error.ts";
import { writeStubs } from "./write_stubs.ts";

const SOLUTION = `/** Brief. */
export function f() {
  // #region solution: give 1
  return 1;
  // #endregion
}

export function g() {
  // #region solution: give 2
  return 2;
  // #endregion
}
`;
const STUB = '/** Brief. */\nexport function f() {\n  return todo("give 1");\n}\n\n' +
  'export function g() {\n  return todo("give 2");\n}\n';

/** Calls `work` with a course of one lesson in a new folder, and with functions for tests. */
async function withCourse(work: (course: Course) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/solutions`);
  await Deno.writeTextFile(`${folder}/solutions/01_a.ts`, SOLUTION);
  const lesson = `${folder}/lessons/01_a.ts`;
  try {
    await work({
      run: async (options = {}) => {
        const records = await writeStubs({
          solutions: `${folder}/solutions`,
          lessons: `${folder}/lessons`,
          ...options,
        });
        return records.map(({ status, backup }) => [status, backup?.slice(folder.length + 1) ?? null]);
      },
      write: async (text) => {
        await Deno.mkdir(`${folder}/lessons`, { recursive: true });
        await Deno.writeTextFile(lesson, text);
      },
      read: (path = "lessons/01_a.ts") => Deno.readTextFile(`${folder}/${path}`),
      files: () => [...Deno.readDirSync(`${folder}/lessons`)].map(({ name }) => name).sort(),
      folder,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Course {
  run(options?: { check?: boolean; force?: boolean }): Promise<(string | null)[][]>;
  write(text: string): Promise<void>;
  read(path?: string): Promise<string>;
  files(): string[];
  folder: string;
}

Deno.test("writeStubs() writes a missing lesson, and does not change it the next time", () =>
  withCourse(async ({ run, read, files }) => {
    assertEquals(await run(), [["written", null]]);
    assertEquals(await read(), STUB);
    assertEquals(await run(), [["unchanged", null]]);
    assertEquals(files(), [".stubs", "01_a.ts"]);
    assertEquals(await read("lessons/.stubs/01_a.ts"), STUB);
  }));

Deno.test("writeStubs() recognises an unchanged lesson with Windows line ends", () =>
  withCourse(async ({ run, write }) => {
    await write(STUB.replaceAll("\n", "\r\n"));
    assertEquals(await run(), [["unchanged", null]]);
  }));

Deno.test("writeStubs() replaces a stub that nobody has written in, without a copy", () =>
  withCourse(async ({ run, read, files, folder }) => {
    await run();
    await Deno.writeTextFile(`${folder}/solutions/01_a.ts`, SOLUTION.replace("Brief", "Newer brief"));
    assertEquals(await run(), [["written", null]]);
    assertEquals(await read(), STUB.replace("Brief", "Newer brief"));
    assertEquals(files(), [".stubs", "01_a.ts"]);
  }));

Deno.test("writeStubs() keeps a begun lesson, replaces it only with force, and never overwrites a copy", () =>
  withCourse(async ({ run, write, read }) => {
    for (const [answer, backup] of [["1", "backups/01_a.1.ts"], ["3 // a note", "backups/01_a.2.ts"]]) {
      const begun = STUB.replace('todo("give 1")', answer);
      await write(begun);
      assertEquals(await run(), [["kept", null]]);
      assertEquals(await read(), begun);
      assertEquals(await run({ force: true }), [["written", backup]]);
      assertEquals(await read(), STUB);
      assertEquals(await read(backup), begun);
    }
  }));

Deno.test("writeStubs() writes nothing if `check` is true", () =>
  withCourse(async ({ run, write, read, files }) => {
    assertEquals(await run({ check: true }), [["differs", null]]);
    await write(STUB.replace("1", "3"));
    assertEquals(await run({ check: true, force: true }), [["differs", null]]);
    assertEquals(await read(), STUB.replace("1", "3"));
    await write(STUB);
    assertEquals(await run({ check: true }), [["unchanged", null]]);
    assertEquals(files(), ["01_a.ts"]);
  }));

Deno.test("writeStubs() writes nothing at all if one solution has wrong marks", () =>
  withCourse(async ({ run, folder }) => {
    await Deno.writeTextFile(`${folder}/solutions/02_b.ts`, "const a = 1;\n");
    await assertRejects(run, SyntaxError, "02_b.ts has no solved region");
    await assertRejects(() => Deno.stat(`${folder}/lessons`), Deno.errors.NotFound);
  }));

Deno.test("writeStubs() throws an error if there are no solutions", async () => {
  const options = { solutions: "/nowhere", lessons: "/nowhere" };
  await assertRejects(() => writeStubs(options), UsageError, "There are no solutions in /nowhere: name a folder with");
});
