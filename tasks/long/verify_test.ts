import { assertEquals, assertMatch } from "@std/assert";
import { courseCopy } from "../../kit/testbed/course_copy.ts";
import { startTask } from "../../kit/testbed/started.ts";

const LESSON = "04_gradient_descent";

Deno.test("verify --sample runs some of the mutants, and does not remember this as a full run", async () => {
  await using course = await courseCopy("03_exhaustive_search"); // one of its two mutants is in the sample
  const verified = async (...options: string[]) => {
    const { lessons, remembered } = JSON.parse((await course.task("verify", "--json", ...options)).stdout);
    return remembered.length === 1 ? "remembered" : `${lessons[0].mutants} mutants`;
  };
  assertEquals(await verified("--sample"), "1 mutants");
  assertEquals(await verified("--sample"), "remembered");
  assertEquals(await verified("--solutions"), "remembered");
  assertEquals(await verified(), "2 mutants");
});

Deno.test("verify --watch runs again at a save and for a new alternative, not for an editor's own file", async () => {
  await using course = await courseCopy(LESSON);
  const alternatives = `tests/alternatives/${LESSON}`;
  await course.write(`${alternatives}/.recursive.ts.swp`, "\0");
  await using watch = startTask(course, ["verify", "4", "--watch"]);
  await watch.says("No problems.");
  await new Promise((resolve) => setTimeout(resolve, 500)); // now no verification is running
  await course.write(
    `tests/mutants/${LESSON}.ts`,
    `${await course.read("tests", "mutants", `${LESSON}.ts`)}// TODO: sort\n`,
  );
  await watch.says("TODO", "sort", "No problems.");
  await course.write(
    `${alternatives}/new.ts`,
    `import "../../../solutions/${LESSON}.ts";\n\nexport function image() {}\n`,
  );
  await watch.says("new.ts", "exports image", "1 problem.");
});

Deno.test("verify finds a misspelt property in a mutant each time, and a mutant that does not run", async () => {
  await using course = await courseCopy(LESSON);
  const table = `tests/mutants/${LESSON}.ts`;
  const mutants = await course.read(table);
  const found = async () => {
    const { lessons: [lesson], problems } = JSON.parse((await course.task("verify", "--json")).stdout);
    assertEquals(problems, []);
    return lesson.problems;
  };
  const misspelt = mutants.replace('"x += learningRate * df(x);"', '"x += learningRate * df(x) + [].lenght;"');
  await course.write(table, misspelt);
  await Deno.remove(course.path("tests", "diagnoses", `${LESSON}.json`)); // the stored results would differ
  for (let i = 0; i < 2; i++) {
    const [, problem, ...more] = await found(); // the first problem is that the results are missing
    assertMatch(problem, /^The mutant "climbs instead of descending" contains a misspelt name: .* 'length'\?$/);
    assertEquals(more, []);
  }
  await course.write(table, misspelt.replace("divergesAbove: 0.5 }", "divergesAbove: = 0.6 }"));
  const [, problem, ...more] = await found();
  assertMatch(problem, /diverges above 0\.5" of 04_gradient_descent does not run: SyntaxError/);
  assertEquals(more, []);
});

Deno.test("verify names every mutant that cannot be made from the solution, and runs the others", async () => {
  await using course = await courseCopy(LESSON);
  const table = `tests/mutants/${LESSON}.ts`;
  const mutants = await course.read(table);
  await course.write(
    table,
    mutants.replace('"divergesAbove: 1 }"', '"divergesAbove: 2 }"').replace('"    x -=', '"  x −='),
  );
  const { lessons: [lesson] } = JSON.parse((await course.task("verify", "--json")).stdout);
  const advice = `replaces text that occurs 0 times in solutions/${LESSON}.ts, not once: copy it from the solution.`;
  assertEquals([lesson.mutants, lesson.problems], [1, [
    `Mutant "keeps the loss before the step" ${advice}`,
    `Mutant "believes that it diverges above 0.5" ${advice}`,
  ]]);
  const margins = await course.task("verify", "--margins");
  assertEquals([margins.code, margins.stderr], [2, `${lesson.problems.join("\n")}\n`]);
});

Deno.test("verify --solutions runs only stubs and solutions", async () => {
  await using course = await courseCopy(LESSON);
  await course.write(`docs/pictures/${LESSON}.svg`, "<svg/>");
  await course.write(
    `solutions/${LESSON}.ts`,
    (await course.read("solutions", `${LESSON}.ts`)).replace("divergesAbove: 1 }", "divergesAbove: 2 }"),
  );
  const { code, stdout } = await course.task("verify", "--solutions", "--json");
  const { lessons: [lesson], problems } = JSON.parse(stdout);
  assertEquals([code, problems, lesson.mutants, lesson.alternatives], [1, [], 0, 0], stdout);
  assertEquals(lesson.problems.length, 1, stdout);
  assertMatch(lesson.problems[0], /^solutions\/04_gradient_descent\.ts gets fail from 04-diverges/);
});

Deno.test("verify finds outdated stored results, and a mutant's name that gives away an answer", async () => {
  await using course = await courseCopy(LESSON);
  const table = `tests/mutants/${LESSON}.ts`;
  const mutants = await course.read(table);
  const problems = async () => JSON.parse((await course.task("verify", "--json")).stdout).lessons[0].problems;
  await course.write(table, mutants.replace("divergesAbove: 0.5 }", "divergesAbove: 0.6 }"));
  assertEquals(await problems(), [
    `The mutant "believes that it diverges above 0.5" of ${LESSON} has different results in 04-diverges ` +
    "from the stored ones: " +
    "run deno task diagnose 04.",
  ]);
  await course.write(table, mutants.replace("climbs instead of", "multiplies by 0.98 instead of"));
  assertEquals(await problems(), [
    `tests/diagnoses/${LESSON}.json does not contain the mutant "multiplies by 0.98 instead of descending": ` +
    "run deno task diagnose 04.",
    `tests/diagnoses/${LESSON}.json contains "climbs instead of descending", which is not a mutant: ` +
    "run deno task diagnose 04.",
    `The name of the mutant "multiplies by 0.98 instead of descending" of ${LESSON} contains a number that answers() ` +
    "asks for.",
  ]);
});

Deno.test("verify remembers a correct lesson until something changes, and never remembers a wrong one", async () => {
  await using course = await courseCopy(LESSON);
  const verified = async (...options: string[]) => {
    const { code, stdout } = await course.task("verify", "--json", ...options);
    const { lessons, remembered } = JSON.parse(stdout);
    assertEquals(lessons.length + remembered.length, 1, stdout);
    return { code, isRemembered: remembered.length === 1 };
  };
  assertEquals(await verified(), { code: 0, isRemembered: false });
  assertEquals(await verified(LESSON), { code: 0, isRemembered: true });
  assertEquals(await verified("--solutions"), { code: 0, isRemembered: true });
  assertEquals((await course.task("verify")).stdout.split("\n").slice(-3), [
    "  1 lesson has not changed since it last passed; --all tests it again.",
    "  No problems.",
    "",
  ]);
  assertEquals(await verified("--all"), { code: 0, isRemembered: false });
  await course.write(`docs/pictures/${LESSON}.svg`, "<svg/>");
  assertEquals(await verified(), { code: 1, isRemembered: false });
  assertEquals(await verified(), { code: 1, isRemembered: false });
});
