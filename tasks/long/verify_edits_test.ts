import { assertEquals, assertMatch } from "@std/assert";
import { courseCopy } from "../../kit/testbed/course_copy.ts";

const LESSON = "04_gradient_descent";
const MEMORY = [".cache", "mutated", `${LESSON}.json`];

Deno.test("verify --mutate lists each edit until a check refuses it or a reason is given", async () => {
  await using course = await courseCopy(LESSON);
  const judged = async () => {
    const { code, stdout, stderr } = await course.task("verify", "--mutate", "--json");
    const { lessons: [lesson] } = JSON.parse(stdout || stderr);
    return { code, ...lesson };
  };
  const whole = await judged();
  assertEquals([whole.code, whole.score, whole.survivors, whole.problems], [0, 1, [], []]);
  assertEquals(
    await course.read("docs", "mutation.md").then((page) =>
      page.includes(`| ${LESSON} | ${whole.edits.length} | 0 | 100.0 % |`)
    ),
    true,
  );

  // without the checks of the losses, nothing tests which losses are noted, or a walk of 0 steps
  const tests = `tests/${LESSON}_test.ts`;
  const checks = await course.read(tests);
  const [first, second] = ["notes the loss", "works for other"].map((name) => checks.indexOf(`check("${name}`));
  await course.write(tests, (checks.slice(0, first) + checks.slice(second)).replace(/^ {2}assertLossBelow.*\n/m, ""));
  const open = await judged();
  assertEquals([open.code, open.score < 1], [1, true]);
  const edits = open.survivors.map(({ line: _, operator: __, fate: ___, ...edit }: Record<string, unknown>) => edit);
  assertEquals(edits, [
    { before: "losses.push(f(x));", after: "" },
    { before: "losses.push(f(x));", after: "losses.unshift(f(x));" },
  ]);

  const reason = "Nobody reads the losses.";
  await Deno.mkdir(course.path("tests", "equivalents"));
  const list = (...equivalents: unknown[]) =>
    course.write(`tests/equivalents/${LESSON}.json`, JSON.stringify(equivalents));
  await list({ ...edits[0], reason });
  const listed = await judged();
  assertEquals([listed.survivors.length, listed.equivalent, listed.problems], [1, 1, []]);
  await list({ ...edits[0], reason: " " }, { ...edits[1], reason }, { before: "let x = start;", after: "", reason });
  assertEquals((await judged()).problems, [
    `tests/equivalents/${LESSON}.json gives no reason for "".`,
    `tests/equivalents/${LESSON}.json lists "", which is not an edit of the solution: remove it.`,
    `tests/equivalents/${LESSON}.json lists 3 of ${whole.edits.length} edits: at most one in ten may be equivalent.`,
  ]);
});

Deno.test("verify --mutate continues where it was interrupted, and judges again what has changed", async () => {
  await using course = await courseCopy(LESSON);
  const fates = async () => JSON.parse(await course.read(...MEMORY)).fates;
  await course.task("verify", "--mutate");
  const all = await fates();
  const [kept, lost] = Object.keys(all);
  // as if the run had ended before the edit `lost` was judged; if `kept` is judged again, its fate is no longer "kept"
  const memory = JSON.parse(await course.read(...MEMORY));
  await course.write(
    MEMORY.join("/"),
    JSON.stringify({ ...memory, fates: { ...all, [kept]: "kept", [lost]: undefined } }),
  );
  await course.task("verify", "--mutate");
  assertEquals(await fates(), { ...all, [kept]: "kept" });
  await course.write(`tests/${LESSON}_test.ts`, `${await course.read("tests", `${LESSON}_test.ts`)}\n`);
  await course.task("verify", "--mutate");
  assertEquals(await fates(), all);
});

Deno.test("verify --margins reports a threshold that a right answer nearly reaches", async () => {
  await using course = await courseCopy(LESSON);
  const tests = `tests/${LESSON}_test.ts`;
  const measured = async () => {
    const { code, stdout } = await course.task("verify", "--margins", "--json");
    return { code, thresholds: JSON.parse(stdout).lessons[0].thresholds };
  };
  const { code, thresholds } = await measured();
  const near = thresholds.find(({ name }: { name: string }) => name === "x after 1,000 steps");
  assertEquals([code, near.check, near.isBound, near.wrongName], [
    0,
    "04-minimum",
    false,
    "climbs instead of descending",
  ]);
  assertEquals([near.right < 1, near.wrong > 1000], [true, true]);

  const checks = await course.read(tests);
  // the solution uses two thirds of the allowed difference, and the mutant, which ends at 8e8, uses twice as much as
  // allowed
  await course.write(
    tests,
    checks.replace(
      'assertClose(x, 2 * 0.98 ** 1000, { name: "x after 1,000 steps", relative: 1e-12 });',
      'assertClose(x, 2e8, { name: "x after 1,000 steps", absolute: 3e8 });',
    ),
  );
  const narrow = await course.task("verify", "--margins");
  assertEquals(narrow.code, 1);
  const [first, second] = narrow.stdout.split("\n");
  assertEquals(first.includes("; 1 is too close to a mutant"), true, narrow.stdout);
  assertMatch(second, /^ *✗ 04-minimum, x after 1,000 steps: .* 67 % /);
});

Deno.test("verify --mutate and --margins first need a solution that passes, and tests that load", async () => {
  await using course = await courseCopy(LESSON);
  const solution = await course.read("solutions", `${LESSON}.ts`);
  const said = async () => {
    const ends = [await course.task("verify", "--mutate"), await course.task("verify", "--margins")];
    assertEquals(ends.map(({ code, stdout }) => ({ code, stdout })), Array(2).fill({ code: 2, stdout: "" }));
    assertEquals(ends[0].stderr, ends[1].stderr);
    return ends[0].stderr;
  };
  await course.write(`solutions/${LESSON}.ts`, solution.replace("x -= learningRate", "x += learningRate"));
  assertEquals(await said(), `solutions/${LESSON}.ts does not pass 04-minimum: deno task verify 4 says why.\n`);
  await course.write(`tests/${LESSON}_test.ts`, "import { check open } from 'downhill/testing';\n");
  assertEquals(await said(), `tests/${LESSON}_test.ts does not load: deno task verify 4 says why.\n`);
});
