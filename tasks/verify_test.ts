import { assert, assertEquals, assertMatch } from "@std/assert";
import { courseCopy } from "../kit/testbed/course_copy.ts";

const LESSON = "04_gradient_descent";

Deno.test("verify finds each mistake in a course and exits 1, and pictures redraws the changed picture", async () => {
  await using course = await courseCopy(LESSON);
  const mutants = await course.read("tests", "mutants", `${LESSON}.ts`);
  await course.write(
    `tests/mutants/${LESSON}.ts`,
    mutants.replace('"x += learningRate * df(x);"', '"x = x - learningRate * df(x);"'),
  );
  await course.write(
    `tests/alternatives/${LESSON}/recursive.ts`,
    (await course.read("solutions", `${LESSON}.ts`)).replace("divergesAbove: 1 }", "divergesAbove: 2 }"),
  );
  const link = `import "../../../solutions/${LESSON}.ts";\n\n`;
  await course.write(
    `tests/alternatives/${LESSON}/part.ts`,
    `${link}export function picture() {\n  throw Error("oh");\n}\n`,
  );
  await course.write(`tests/alternatives/${LESSON}/misnamed.ts`, `${link}export function image() {}\n`);
  await course.write(
    `solutions/${LESSON}.ts`,
    `${await course.read("solutions", `${LESSON}.ts`)}\nconst n: number = "";\n`,
  );
  await course.write(`docs/pictures/${LESSON}.svg`, "<svg/>");
  await course.write("solutions/99_stray.ts", "");

  const { code, stdout, stderr } = await course.task("verify", "--device", "cpu", "--json");
  assertEquals([code, stderr], [1, ""]);
  assertEquals(stdout.trimEnd().split("\n").length, 1);
  const { lessons: [lesson], problems } = JSON.parse(stdout);
  assertEquals(Object.keys(lesson), ["lesson", "checks", "mutants", "alternatives", "seconds", "todos", "problems"]);
  const found = [...problems, ...lesson.problems];
  const expected = [
    /^solutions\/99_stray\.ts belongs to no lesson/,
    /^TS2322 [^]*lessons\/04_gradient_descent\.ts:/,
    /^The mutant "climbs instead of descending" of 04_gradient_descent passes 04-minimum, which should refuse it\.$/,
    /^tests\/alternatives\/04_gradient_descent\/recursive\.ts gets fail from 04-diverges/,
    /^tests\/alternatives\/04_gradient_descent\/part\.ts draws no picture: oh \(line 4: throw Error\("oh"\);\)$/,
    /tests\/alternatives\/04_gradient_descent\/misnamed\.ts exports image, but solutions\/04_gradient_descent\.ts has/,
    /draws a different picture from docs\/pictures\/04_gradient_descent\.svg: look at 04_gradient_descent-changed\.svg/,
  ];
  for (const pattern of expected) assert(found.some((problem) => pattern.test(problem)), `${pattern} in ${stdout}`);
  assertEquals(found.length, expected.length, stdout);

  const pictures = await course.task("pictures", "--json");
  assertEquals([pictures.code, pictures.stdout], [0, `{"pictures":["docs/pictures/${LESSON}.svg"]}\n`]);
  assertMatch(await course.read("docs", "pictures", `${LESSON}.svg`), /^<svg [^]*<desc>/);
  assertEquals([...Deno.readDirSync(course.path("docs", "pictures"))].map(({ name }) => name), [`${LESSON}.svg`]);
});

Deno.test("verify and pictures exit 2 with one sentence on wrong usage", async () => {
  await using course = await courseCopy(LESSON);
  for (const task of ["verify", "pictures"]) {
    const { code, stdout, stderr } = await course.task(task, "nonsense");
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, /^There is no lesson "nonsense"\. [^\n]*\n$/);
  }
});
