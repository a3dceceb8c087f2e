/**
 * Runs a lesson on its own with every possible command, and tests that it draws its picture or prints a sentence.
 * @module
 */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { courseCopy, thisCourseCopy } from "../kit/testbed/course_copy.ts";
import { root } from "../kit/base/root.ts";
import { syllabus } from "../syllabus.ts";

const LESSON = "04_gradient_descent";
const LINE = "loss █▇▇▆▅▅▄▄▃▂▂▁ 3.84 → 1.13e−17";

/** Runs Deno until it exits, and removes its warning that permission sets are new. */
async function deno(cwd: string, args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", ...args],
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
  }).output();
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out, error: error.replace(/^Warning Permissions in the config file.*\n/, "") };
}

const course = await courseCopy(LESSON);
addEventListener("unload", () => course.remove());
const solution = course.path("solutions", `${LESSON}.ts`);
const link = `${course.folder} link`;
await Deno.symlink(course.folder, link);

/** Runs the solution; returns what was printed, and whether the picture is now in the course's plots/. */
async function draw(cwd: string, args: string[], env: Record<string, string> = {}) {
  await Deno.remove(course.path("plots"), { recursive: true }).catch(() => {});
  const result = await deno(cwd, args, env);
  const isDrawn = await Deno.stat(course.path("plots", `${LESSON}.svg`)).then(() => true, () => false);
  return { ...result, isDrawn };
}

Deno.test("a lesson draws into the course's plots/, wherever it is started", async () => {
  const ways: [cwd: string, args: string[], shown: string][] = [
    [course.folder, ["-P", `solutions/${LESSON}.ts`], `plots/${LESSON}.svg`],
    [course.path("solutions"), ["-P", `${LESSON}.ts`], `../plots/${LESSON}.svg`],
    [course.path("lessons"), ["-A", `../solutions/${LESSON}.ts`], `../plots/${LESSON}.svg`],
    [course.path(".."), ["-P", solution], `plots/${LESSON}.svg`],
    [root, ["-P", solution], `plots/${LESSON}.svg`],
    [join(link, "solutions"), ["-P", `${LESSON}.ts`], `../plots/${LESSON}.svg`],
  ];
  for (const [cwd, args, shown] of ways) {
    const { code, out, error, isDrawn } = await draw(cwd, args);
    assertEquals([code, error, isDrawn], [0, "", true], `${cwd}: ${args}`);
    assertStringIncludes(out, `${LINE}  `);
    assertStringIncludes(out, `${shown}\n`);
  }
});

Deno.test("a lesson that may not write its picture says what to type, and that command draws it", async () => {
  const places = [[course.folder, `solutions/${LESSON}.ts`], [course.path("solutions"), `${LESSON}.ts`]];
  for (const [i, flags] of [["--allow-read"], ["--allow-write", "--allow-env"]].entries()) {
    const [cwd, program] = places[i % places.length];
    const { code, out, error, isDrawn } = await draw(cwd, [...flags, program]);
    assertEquals([code, out, isDrawn], [1, `${LINE}\n`, false]);
    const [, flag, typed] = error.match(/^[^\n]*\.svg cannot be written because .* type deno run (-[AP]) (.*)\.\n$/) ??
      [];
    assertEquals(typed, program, error);
    assertEquals((await draw(cwd, [flag, typed])).isDrawn, true);
  }
});

Deno.test("with -P, a lesson may draw only into plots/, and says so if DOWNHILL_PLOTS differs", async () => {
  const elsewhere = await Deno.makeTempDir();
  try {
    const env = { DOWNHILL_PLOTS: elsewhere };
    const { code, error } = await draw(course.path("solutions"), ["-P", `${LESSON}.ts`], env);
    assertEquals(code, 1);
    assertStringIncludes(error, `type deno run -A ${LESSON}.ts, or leave DOWNHILL_PLOTS out.`);
    assertEquals((await draw(course.path("solutions"), ["-A", `${LESSON}.ts`], env)).code, 0);
    assertEquals([...Deno.readDirSync(elsewhere)].map(({ name }) => name), [`${LESSON}.svg`]);
  } finally {
    await Deno.remove(elsewhere, { recursive: true });
  }
});

Deno.test("a lesson says in a sentence that a file or folder is in the way of its picture", async () => {
  const obstacles: [make: () => Promise<void>, says: string][] = [
    [() => Deno.writeTextFile(course.path("plots"), ""), "because a file has the name of its folder"],
    [() => Deno.symlink("nowhere", course.path("plots")), "because a file has the name of its folder"],
    [() => Deno.mkdir(course.path("plots", `${LESSON}.svg`), { recursive: true }), "because a folder has its name"],
  ];
  for (const [make, says] of obstacles) {
    await Deno.remove(course.path("plots"), { recursive: true }).catch(() => {});
    await make();
    const { code, out, error } = await deno(course.folder, ["-P", solution]);
    assertEquals([code, out], [1, `${LINE}\n`]);
    assertMatch(error, new RegExp(`^[^\n]* ${says}[^\n]*\n$`));
  }
});

Deno.test("a lesson about images says in a sentence that it may not read them", async () => {
  await using course = await courseCopy("20_fashion_mnist");
  const { code, error } = await deno(course.path("solutions"), ["20_fashion_mnist.ts"]);
  assertEquals([code, error], [1, `Deno may not read ${course.path("data")}: type deno run -P 20_fashion_mnist.ts.\n`]);
});

Deno.test("a stub of each kind says what the learner must still write, and where", async () => {
  await using course = await thisCourseCopy();
  const kinds = Object.groupBy(syllabus, ({ device, data }) => `on ${device}, about ${data}`);
  for (const { id } of Object.values(kinds).map((lessons) => lessons![0])) {
    const { code, out, error } = await deno(course.path("lessons"), ["-P", `${id}.ts`]);
    assertEquals([code, out], [1, ""], id);
    const [, line, text] = error.match(new RegExp(`^${id}\\.ts:(\\d+)  [\\w ]+ is still to be written: (.*)\\.\n$`)) ??
      [];
    const lines = (await course.read("lessons", `${id}.ts`)).split("\n");
    assertEquals(lines[Number(line) - 1]?.includes(`todo("${text}")`), true, `${id}: ${error}`);
  }
});
