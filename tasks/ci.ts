/**
 * Runs everything that must pass before a change is merged. No other list of these steps exists.
 * @module
 */
import { join } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { root } from "../kit/base/root.ts";
import { syllabus } from "../syllabus.ts";

const HELP = `deno task ci [--long] [--json]

Runs everything that must pass before a change is merged: formatting, lint,
types, documentation, publishing, the kit's tests, and deno task verify. The
last line is "N passed, N failed".

  --long   also run slow tests: all wrong answers and diagnoses; right answers
           with 60 seeds; all solutions on the cpu, on WebGPU, on a busy
           machine and under Deno's own runner; all of TF.js's own tests; 48,000
           inputs to the wasm kernels; hostile lessons, solutions and other
           right answers, both with only one wall around each lesson and on a
           system that enforces no limits; twenty times as many hostile answers; a
           class whose grader is killed 20 times; all tests of grading on many
           machines; a class of a hundred wrong answers; packages from a mirror;
           and the oldest and the newest Deno
  --json   print one JSON value instead of lines

Exit code: 0 everything passed, 1 a step failed.`;

/** One step of the gate: a command, and how to run and show it. */
interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** The part of the output that is shown even if the step passes. */
  show?: RegExp;
  /** Whether the step runs only with `--long`. */
  isLong?: boolean;
}

/** Hostile lessons that the walls and the limits must stop, judged one by one by `run`. */
const HOSTILE = "kit/judge/sandbox/hostile_test.ts";

/** The same lessons, handed in by students of a class that is graded. */
const HOSTILE_SUBMISSIONS = "kit/grade/hostile_submissions_test.ts";

/** The same lessons under Deno's own test runner. */
const HOSTILE_DENO = "kit/testbed/hostile/hostile_deno_test.ts";

/** Hostile lessons that the locked realm must stop. The realm is the same behind one wall and behind two. */
const HOSTILE_REALM = "kit/judge/sandbox/hostile_realm_test.ts";

/** Hostile answers to every check. */
const HOSTILE_ANSWERS = "kit/teach/verify/hostile_evidence_test.ts";

/**
 * The checks of the first lesson of each kind, for Deno's own test runner. More are not needed, because verify has
 * judged all solutions.
 */
const KINDS = Object.groupBy(syllabus, ({ device, data }) => `on ${device}, about ${data}`);
const SAMPLE = Object.values(KINDS).map((lessons) => `tests/${lessons![0].id}_test.ts`);
const SOLUTIONS = { LESSONS: "solutions" };

/** TF.js's tests of each kind of function that we replace. */
const TENSORFLOW_TESTS = [
  ...["engine", "gradients", "tape", "adam_optimizer", "concat", "slice", "transpose", "where", "add", "relu", "sum"],
  ...["mat_mul", "fused_conv2d", "max_pool", "batchnorm", "softmax_cross_entropy", "fft"],
];

/** Only this course has benchmarks: a course that was made from it does not. */
const BENCH = await Deno.stat(join(root, "bench")).then(() => ["bench/"], () => []);

/**
 * Three environments: with bubblewrap, which must be installed; without it; and without it on a system that also
 * enforces no limits.
 */
const TWO_WALLS = { DOWNHILL_WALLS: "2" };
const ONE_WALL = { DOWNHILL_WALLS: "1" };
const NO_LIMITS = { DOWNHILL_LIMITS: "poll" };

/**
 * The gate, stage by stage. In the totals, a step counts once, and so does each test that it ran. The files that take
 * the longest are named first, and Deno begins with them, so that at the end no core waits for another. If several
 * paths are named, `--ignore` is a pattern, because Deno applies a path only to the first of them.
 */
const STAGES: readonly (readonly Step[])[] = [
  [
    // before the tests, so that these need not run the stubs and solutions again
    { name: "verify", command: ["task", "--quiet", "verify", "--all", "--sample"] },
    { name: "types", command: ["check", "--quiet", "--doc", "."] },
    { name: "format", command: ["fmt", "--check", "--quiet"] },
    { name: "lint", command: ["lint", "--quiet"] },
    { name: "documentation", command: ["doc", "--lint", "--quiet", "mod.ts", "kit/testing.ts", "kit/course.ts"] },
    { name: "publishing", command: ["publish", "--dry-run", "--allow-dirty", "--quiet"] },
  ],
  [{ name: "tests", command: ["task", "--quiet", "test"] }],
  [
    // without --quiet, which would hide the lines to show
    {
      name: "devices",
      command: [
        ...["test", "-A", "--doc", "--parallel", "--ignore=**/long/", "kit/testbed/devices/chosen_gpu_test.ts"],
        ...["solutions_on_webgpu", "solutions_on_cpu"].map((name) => `kit/testbed/devices/${name}_test.ts`),
        ...["kit/testbed/devices/", "kit/learn/device/", "kit/learn/tfjs/", "kit/learn/measure/"],
      ],
      show: /^parity .*/gm,
    },
    // these commands and processes take minutes, and need not run on every learner's machine
    {
      name: "command line",
      command: [
        ...["test", "--quiet", "-A", "--parallel", "--ignore=**/long/", "tasks/verify_test.ts"],
        ...[
          "tasks/lesson_test.ts",
          "tasks/",
          ...BENCH,
          "kit/show/watch/watch_test.ts",
          "kit/testbed/packages_test.ts",
        ],
      ],
    },
    // the second name is a pattern, because a course that was made from this one has no such test
    {
      name: "grading",
      command: [
        "test",
        "--quiet",
        "-A",
        "--parallel",
        "--ignore=**/hostile*_test.ts",
        "kit/grade/*_test.ts",
        "kit/grade/submissions/",
        "kit/testbed/scale/",
        "docs/graders_*.ts",
      ],
    },
    // also without --quiet, to show what cannot be tested here
    { name: "pages", command: ["test", "-A", "kit/testbed/browser/"], show: /^skipped: .*/gm },
    {
      name: "places",
      command: ["test", "-A", "--parallel", "--ignore=kit/testbed/places/long/", "kit/testbed/places/"],
      show: /^skipped: .*/gm,
    },
    {
      name: "two walls",
      command: ["test", "--quiet", "-A", "--parallel", HOSTILE_SUBMISSIONS, HOSTILE_REALM, HOSTILE_DENO],
      env: TWO_WALLS,
    },
    // also tests hostile answers and pictures, which do not depend on walls
    {
      name: "one wall",
      command: [
        "test",
        "--quiet",
        "-A",
        "--parallel",
        HOSTILE_ANSWERS,
        HOSTILE,
        "kit/learn/plot/parts/hostile_picture_test.ts",
      ],
      env: ONE_WALL,
    },
    // most of its time, it waits until a worker counts as dead
    { name: "many machines", command: ["task", "--quiet", "scale:test", "--sample"], show: /^skipped: .*/gm },
    { name: "TF.js's tests", command: ["task", "--quiet", "tfjs-tests", ...TENSORFLOW_TESTS] },
    { name: "Deno's runner", command: ["test", "--quiet", "-P", "--parallel", ...SAMPLE], env: SOLUTIONS },
    { name: "busy machine", command: ["test", "--quiet", "-A", "kit/judge/sandbox/busy_machine_test.ts"] },
  ],
  [
    {
      name: "every seed",
      command: ["test", "--quiet", "-A", "kit/teach/verify/long/seeds_test.ts"],
      env: { DOWNHILL_SEEDS: "60" },
      isLong: true,
    },
    { name: "more places", command: ["test", "-A", "kit/testbed/places/long/"], show: /^skipped: .*/gm, isLong: true },
    {
      name: "all devices",
      command: ["test", "-A", "--parallel", "kit/testbed/devices/long/", "kit/learn/device/tensorflow_tests/long/"],
      show: /^parity .*/gm,
      isLong: true,
    },
    {
      name: "more commands",
      command: ["test", "--quiet", "-A", "--parallel", "tasks/long/"],
      isLong: true,
    },
    {
      name: "more answers",
      command: ["test", "--quiet", "-A", HOSTILE_ANSWERS],
      env: { DOWNHILL_CHANGES: "200" },
      isLong: true,
    },
    {
      name: "every kernel",
      command: ["test", "--quiet", "-A", "kit/learn/device/differential/differential_test.ts"],
      env: { DOWNHILL_DIFFERENTIAL: "50" },
      isLong: true,
    },
    { name: "all of TF.js's", command: ["task", "--quiet", "tfjs-tests"], isLong: true },
    { name: "all machines", command: ["task", "--quiet", "scale:test"], show: /^(skipped:|✓) .*/gm, isLong: true },
    {
      name: "no limits",
      command: ["test", "--quiet", "-A", "--parallel", HOSTILE, HOSTILE_SUBMISSIONS, HOSTILE_REALM],
      env: NO_LIMITS,
      isLong: true,
    },
    { name: "more processes", command: ["test", "--quiet", "-A", "kit/judge/sandbox/long/"], isLong: true },
    {
      name: "more, one wall",
      command: ["test", "--quiet", "-A", HOSTILE_SUBMISSIONS, HOSTILE_REALM],
      env: { ...ONE_WALL, DOWNHILL_HOSTILE: "all" },
      isLong: true,
    },
    {
      name: "more, two walls",
      command: ["test", "--quiet", "-A", HOSTILE_SUBMISSIONS, HOSTILE, HOSTILE_DENO],
      env: { ...TWO_WALLS, DOWNHILL_HOSTILE: "all" },
      isLong: true,
    },
    { name: "all under Deno's", command: ["test", "--quiet", "-P", "--parallel"], env: SOLUTIONS, isLong: true },
  ],
  // judges every mutant by all checks, with two walls; verify, by the check that must refuse it
  [{ name: "diagnoses", command: ["task", "--quiet", "diagnose", "--check", "--causes"], isLong: true }],
  // where there are no limits, there is also only one wall, so the next step judges all mutants with one
  [{
    name: "verify, one wall",
    command: ["task", "--quiet", "verify", "--all", "--sample"],
    env: ONE_WALL,
    isLong: true,
  }],
  [{ name: "verify, no limits", command: ["task", "--quiet", "verify", "--all"], env: NO_LIMITS, isLong: true }],
];

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: ["long"], values: [], words: 0 });
  if (flags.has("help")) return console.log(HELP), 0;
  let passed = 0;
  let failed = 0;
  const doStep = async ({ name, command, env, show }: Step) => {
    const start = performance.now();
    const { success, text } = await runStep(command, env);
    const counts = countTests(text);
    passed += counts.passed + (success ? 1 : 0);
    // a step can fail without a failed test: because of a type error, or a test that was never reached
    failed += counts.failed + (success || counts.failed > 0 ? 0 : 1);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (!success) console.error(text.trimEnd());
    else if (show) { for (const [line] of text.matchAll(show)) console.error(`  ${line}`); }
    console.error(`${success ? "✓" : "✗"} ${name.padEnd(16)}${seconds.padStart(6)} s`);
  };
  for (const stage of STAGES) {
    const steps = stage.filter(({ isLong }) => !isLong || flags.has("long")).values();
    // two steps at a time: one computes while the other waits for its processes
    const lane = async () => {
      for (const step of steps) await doStep(step);
    };
    await Promise.all([lane(), lane()]);
  }
  if (flags.has("json")) printJson({ passed, failed });
  else console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

async function runStep(
  command: string[],
  env: Record<string, string> = {},
): Promise<{ success: boolean; text: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: command,
    cwd: root,
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return { success, text: [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n") };
}

/** The numbers of passed and failed tests in `text`, summed over the last lines of all runs of `deno test`. */
function countTests(text: string): { passed: number; failed: number } {
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(/\| (\d+) passed.*?\| (\d+) failed/g)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  return counts;
}
