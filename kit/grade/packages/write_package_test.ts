import { assert, assertEquals, assertRejects } from "@std/assert";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../../base/usage_error.ts";
import { course, syllabus } from "../../testbed/course/syllabus.ts";
import { SMALL_COURSE, smallFolder, smallLesson } from "../../testbed/small_course.ts";
import { succeeds } from "../../base/limits.ts";
import { writePackage } from "./write_package.ts";
import { inFolder } from "../../testbed/in_folder.ts";

const options = { course: { ...SMALL_COURSE, course, syllabus }, lessons: [smallLesson("03"), smallLesson("04")] };

Deno.test({
  name: "Gradescope's package is the same at each time, and unzip makes its two scripts programs",
  ignore: Deno.build.os === "windows" || !succeeds(["unzip", "-v"]),
}, () =>
  inFolder(async (folder) => {
    const [first, second] = ["a.zip", "b.zip"].map((name) => join(folder, name));
    for (const path of [first, second]) await writePackage("gradescope", path, options);
    assertEquals(await Deno.readFile(first), await Deno.readFile(second));
    assert(succeeds(["unzip", "-q", first, "-d", join(folder, "source")]));
    const modeOf = async (name: string) => (await Deno.stat(join(folder, "source", name))).mode! & 0o777;
    assertEquals(await modeOf("setup.sh"), 0o755);
    assertEquals(await modeOf("run_autograder"), 0o755);
    assertEquals(await modeOf("course/tests/04_gradient_descent_test.ts"), 0o644);
    const [setup, run] = await Promise.all(
      ["setup.sh", "run_autograder"].map((name) => Deno.readTextFile(join(folder, "source", name))),
    );
    assert(setup.includes(`install.sh" ${Deno.version.deno}\n`), setup);
    assert(run.includes("--lessons 03,04\n"), run);
    assert(!/@[A-Z_]+@/.test(setup + run));
  }));

Deno.test("Classroom 50's folder has no solution, because everybody can read it", () =>
  inFolder(async (folder) => {
    const path = join(folder, "week-2");
    await writePackage("classroom50", path, options);
    assertEquals([...Deno.readDirSync(path)].map(({ name }) => name).sort(), ["autograder.py", "course"]);
    assertEquals([...Deno.readDirSync(join(path, "course"))].map(({ name }) => name).sort(), ["syllabus.ts", "tests"]);
    assert((await Deno.readTextFile(join(path, "autograder.py"))).includes('"--lessons", "03,04"]'));
  }));

Deno.test("writePackage() says where everybody can read hidden checks", () =>
  inFolder(async (folder) => {
    const mine = join(folder, "course");
    await cp(smallFolder, mine, { recursive: true });
    const tests = join(mine, "tests", "04_gradient_descent_test.ts");
    const text = await Deno.readTextFile(tests);
    await Deno.writeTextFile(tests, text.replace('id: "04-losses",', 'id: "04-losses", hidden: true,'));
    const changed = { ...options, course: { ...options.course, folder: pathToFileURL(`${mine}/`) } };
    const before = await writePackage("classroom50", join(folder, "before"), options);
    assert(!before.next.includes("Hidden"), before.next);
    const { next } = await writePackage("classroom50", join(folder, "after"), changed);
    const warning = "Hidden checks can be read in course/tests/04_gradient_descent_test.ts: remove them";
    assert(next.includes(warning), next);
  }));

Deno.test("Exercism's track keeps the rules of configlet about exercises", () =>
  inFolder(async (folder) => {
    const path = join(folder, "exercism");
    await writePackage("exercism", path, options);
    const config = JSON.parse(await Deno.readTextFile(join(path, "track", "config.json")));
    const { practice } = config.exercises;
    assertEquals(practice.map(({ slug }: { slug: string }) => slug), ["exhaustive-search", "gradient-descent"]);
    assertEquals(practice[1].name, "Gradient Descent by Hand");
    assertEquals(new Set(practice.map(({ uuid }: { uuid: string }) => uuid)).size, 2);
    for (const { uuid, slug, difficulty } of practice) {
      assert(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid), uuid);
      assert(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug), slug);
      assert(Number.isInteger(difficulty) && difficulty >= 1 && difficulty <= 10);
      const exercise = join(path, "track", "exercises", "practice", slug);
      const { files, blurb } = JSON.parse(await Deno.readTextFile(join(exercise, ".meta", "config.json")));
      assert(blurb.trim().length > 0 && blurb.length <= 350);
      const named = [...files.solution, ...files.test, ...files.example] as string[];
      assertEquals(new Set(named).size, 3);
      const [stub, tests, example] = await Promise.all(named.map((name) => Deno.readTextFile(join(exercise, name))));
      assert(stub.includes("todo(") && !example.includes("todo("));
      assert(!tests.includes("evaluate"), "the tests would tell the answer");
      const hints = await Deno.readTextFile(join(exercise, ".docs", "hints.md"));
      assertEquals(hints.match(/^#+ .*$/gm), ["# Hints", "## General"]);
      assert((await Deno.readTextFile(join(exercise, ".docs", "instructions.md"))).startsWith("# Instructions\n\n"));
      for (const verdict of ["pass", "fail"]) await Deno.stat(join(path, "test-runner", "tests", slug, verdict));
    }
  }));

Deno.test("writePackage() changes nothing that is there", () =>
  inFolder(async (folder) => {
    const mine = join(folder, "mine.txt");
    await Deno.writeTextFile(mine, "mine");
    const refused = async (name: "gradescope" | "exercism" | "classroom50", path: string, message: string) => {
      await assertRejects(() => writePackage(name, path, options), UsageError, message);
    };
    await refused("gradescope", mine, "mine.txt is already there: name a new file, or remove it.");
    await refused("exercism", folder, "is not empty: name an empty folder, or a new one.");
    await refused("classroom50", mine, "mine.txt is not a folder: name an empty folder, or a new one.");
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["mine.txt"]);
    assertEquals(await Deno.readTextFile(mine), "mine");
  }));
