/**
 * Tries each package for a platform in folders that are laid out as the platform lays them out, as root and as an
 * ordinary user, with submissions that are right, wrong, hang, or do what no submission should.
 * @module
 */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { installedPackages } from "../../kit/base/installed_packages.ts";
import { succeeds } from "../../kit/base/limits.ts";
import { readText } from "../../kit/base/read_text.ts";
import { root } from "../../kit/base/root.ts";
import { python } from "../../kit/testbed/python.ts";
import { processesLeft } from "../../kit/testbed/hostile/processes.ts";
import { until } from "../../kit/testbed/started.ts";
import { syllabus } from "../../syllabus.ts";

const DESCENT = "04_gradient_descent";
const right = await readText(join(root, "solutions", `${DESCENT}.ts`));
const wrong = right.replace("x -= learningRate", "x += learningRate");

/** The points of the lesson, and those of an answer that climbs. */
const [ALL, CLIMBING] = [8, 1];

/** A text that no result may contain: it is in the environment, and in files that a lesson must not read. */
const CANARY = `canary-${crypto.randomUUID()}`;

/** Reads and writes the result, kills its parents, and prints what looks like a result, or a command for GitHub. */
const hostile = (result: string) => `
const attempts = [
  () => Deno.writeTextFileSync(${JSON.stringify(result)}, '{"score": 999, "forged": true}'),
  () => Deno.readTextFileSync(${JSON.stringify(result)}),
  () => Deno.readTextFileSync("/proc/self/environ"),
  () => JSON.stringify(Deno.env.toObject()),
  () => new Deno.Command("sh", { args: ["-c", "kill -9 -1; echo forged > ${result}"] }).outputSync(),
  () => Deno.kill(Deno.ppid, "SIGKILL"),
  () => (globalThis as any).process.kill(-1, 9),
];
const found: string[] = [];
export function gradientDescent() {
  for (const attempt of attempts) try { found.push(String(attempt())); } catch (error) { found.push(String(error)); }
  console.log('{"version": 3, "status": "pass", "tests": []}\\n::error::forged\\n::stop-commands::x\\n' + found.join("\\n"));
  return { x: found.join("\\n"), losses: [] };
}
export const answers = () => ({ factorPerStep: "forged", divergesAbove: found.join("\\n") });
`;

/** The kinds of submissions, and the points that each gets. */
const SUBMISSIONS: readonly { name: string; text: (result: string) => string; points: number }[] = [
  { name: "right", text: () => right, points: ALL },
  { name: "wrong", text: () => wrong, points: CLIMBING },
  { name: "hanging", text: () => right.replace("let x = start;", "while (true) {}\n  let x = start;"), points: 0 },
  { name: "hostile", text: hostile, points: 0 },
];

/** An ordinary user whom no system knows. Root's tests also run as this one. */
const ORDINARY = 54_321;

const isRoot = Deno.uid() === 0;
const hasRoot = isRoot && succeeds(["setpriv", `--reuid=${ORDINARY}`, "true"]);

/** Who runs a platform's scripts: `owner` owns its folders. */
const USERS: readonly { user: string; owner: number | null; as: string[] }[] = [
  ...hasRoot
    ? [
      { user: "root", owner: 0, as: [] },
      {
        user: "an ordinary user",
        owner: ORDINARY,
        as: ["setpriv", `--reuid=${ORDINARY}`, `--regid=${ORDINARY}`, "--clear-groups"],
      },
    ]
    : [{ user: "an ordinary user", owner: null, as: [] }],
];

const isPossible = Deno.build.os === "linux" && succeeds(["setpriv", "--version"]);

/** Not in /tmp, which Exercism's box covers. */
const folder = isPossible ? await Deno.makeTempDir({ dir: "/var/tmp", prefix: "downhill-packages-" }) : "";
if (isPossible) {
  addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
  await Deno.chmod(folder, 0o755);
}

/** Programs that everybody may run: root's own PATH can have others. */
const PATH = [dirname(Deno.execPath()), "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"].join(":");

/** How a command ended. */
interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function run(command: string[], cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  const { code, stdout, stderr } = await start(command, cwd, env).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, stdout: out, stderr: err };
}

function start([program, ...args]: string[], cwd: string, env: Record<string, string>): Deno.ChildProcess {
  return new Deno.Command(program, {
    ...{ args, cwd, clearEnv: true, stdin: "null", stdout: "piped", stderr: "piped" },
    env: { PATH, NO_COLOR: "1", CANARY, ...env },
  }).spawn();
}

/** Makes a package, and asserts that this worked. */
async function pack(option: string, path: string, lessons: string): Promise<void> {
  const program = ["run", "--quiet", "-A", "--no-check", `--config=${join(root, "deno.json")}`, "tasks/grade.ts"];
  const env = { HOME: Deno.env.get("HOME") ?? "", DENO_DIR: Deno.env.get("DENO_DIR") ?? "" };
  const ended = await run([Deno.execPath(), ...program, option, path, "--lessons", lessons], root, env);
  assertEquals([ended.code, ended.stderr], [0, ""]);
}

/** Gives a package the packages of this machine, so that installing fetches nothing. */
async function givePackages(denoFolder: string): Promise<void> {
  await Deno.mkdir(denoFolder, { recursive: true });
  const { code, stderr } = await run(["cp", "-a", installedPackages()!.folder, join(denoFolder, "npm")], folder);
  assertEquals([code, stderr], [0, ""]);
}

/** Gives everything in `path` to `owner`. */
async function give(path: string, owner: number | null): Promise<void> {
  if (owner !== null) assertEquals((await run(["chown", "-R", `${owner}:${owner}`, path], folder)).code, 0);
}

function jsonIn(path: string) {
  const text = Deno.readTextFileSync(path);
  assert(!text.includes(CANARY), text);
  return JSON.parse(text);
}

/** Asserts that nobody has been told what a lesson printed as if it were ours, and that no process is left. */
async function requireQuiet({ stdout, stderr }: Ended): Promise<void> {
  assert(!/^::(error|stop-commands)::(forged|x)/m.test(stdout + stderr), stdout + stderr);
  assert(!(stdout + stderr).includes(CANARY), stdout + stderr);
  assertEquals(await processesLeft(folder), []);
}

/** The folder of Gradescope's image, as setup.sh leaves it. */
const autograder = join(folder, "autograder");

Deno.test({ name: "Gradescope: setup.sh installs the package", ignore: !isPossible }, async () => {
  const zip = join(folder, "autograder.zip");
  await pack("--gradescope", zip, "4");
  const source = join(autograder, "source");
  await Deno.mkdir(source, { recursive: true });
  assertEquals((await run(["unzip", "-q", zip, "-d", source], folder)).code, 0);
  await givePackages(join(source, "packages"));
  const { code, stderr } = await run(["bash", join(source, "setup.sh")], "/", { HOME: folder });
  assertEquals([code, stderr], [0, ""]);
  await Deno.copyFile(join(source, "run_autograder"), join(autograder, "run_autograder"));
});

/** Hands in files on Gradescope, and runs the autograder. */
async function onGradescope(
  files: Record<string, string>,
  { owner, as }: (typeof USERS)[number],
  env: Record<string, string> = {},
): Promise<Ended> {
  await layOutGradescope(files, owner);
  return await run([...as, join(autograder, "run_autograder")], autograder, env);
}

async function layOutGradescope(files: Record<string, string>, owner: number | null): Promise<void> {
  const [submission, results] = ["submission", "results"].map((name) => join(autograder, name));
  for (const path of [submission, results]) await Deno.remove(path, { recursive: true }).catch(() => {});
  await Deno.mkdir(submission, { mode: 0o700 });
  await Deno.mkdir(results, { mode: 0o755 });
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(submission, name), text, { mode: 0o600 });
  }
  await Deno.writeTextFile(join(autograder, "submission_metadata.json"), JSON.stringify({ id: 1, canary: CANARY }));
  for (const path of [submission, results]) await give(path, owner);
}

const RESULTS = join(autograder, "results", "results.json");

for (const who of USERS) {
  for (const { name, text, points } of SUBMISSIONS) {
    Deno.test({ name: `Gradescope, as ${who.user}: a ${name} submission`, ignore: !isPossible }, async () => {
      const ended = await onGradescope({ [`${DESCENT}.ts`]: text(RESULTS) }, who);
      assertEquals([ended.code, ended.stderr], [0, ""]);
      const { score, tests } = jsonIn(RESULTS);
      assertEquals([score, tests.length], [points, 5]);
      assertEquals(tests.reduce((sum: number, { score }: { score: number }) => sum + score, 0), points);
      await requireQuiet(ended);
      assertEquals(await Deno.stat(RESULTS).then(({ uid }) => uid), who.owner ?? Deno.uid());
    });
  }

  Deno.test({ name: `Gradescope, as ${who.user}: nothing, and a wrong name`, ignore: !isPossible }, async () => {
    assertEquals((await onGradescope({}, who)).code, 0);
    assertEquals([jsonIn(RESULTS).score, jsonIn(RESULTS).tests[0].output], [0, "not handed in"]);
    assertEquals((await onGradescope({ [`${DESCENT}_final.ts`]: right }, who)).code, 0);
    assertStringIncludes(jsonIn(RESULTS).output, `${DESCENT}_final.ts is not named ${DESCENT}.ts: rename it.`);
  });

  Deno.test(
    { name: `Gradescope, as ${who.user}: one wall is said to the instructor`, ignore: !isPossible },
    async () => {
      const { code, stdout } = await onGradescope({ [`${DESCENT}.ts`]: right }, who, { DOWNHILL_WALLS: "1" });
      assertEquals([code, jsonIn(RESULTS).score], [0, ALL]);
      assertMatch(stdout, /^One wall: /m);
      assert(!/wall/i.test(Deno.readTextFileSync(RESULTS)));
    },
  );

  Deno.test(
    { name: `Gradescope, as ${who.user}: a platform that ends it in the middle`, ignore: !isPossible },
    async () => {
      const temporary = join(folder, "temporary"); // what a killed program leaves must go away with the test
      await Deno.mkdir(temporary, { recursive: true });
      await Deno.chmod(temporary, 0o777);
      await layOutGradescope({ [`${DESCENT}.ts`]: SUBMISSIONS[2].text("") }, who.owner);
      const command = ["setsid", ...who.as, join(autograder, "run_autograder")];
      const group = start(command, autograder, { TMPDIR: temporary });
      const isBegun = () => Deno.readTextFileSync(RESULTS).includes("not judged yet");
      await until(() => existsSync(RESULTS) && isBegun(), "there is no result");
      const { tests, output } = jsonIn(RESULTS);
      assertEquals(tests.length, 5);
      const { uid } = await Deno.stat(RESULTS);
      assert(uid !== 0, "an ordinary user judges, also if root starts it");
      assertStringIncludes(output, "not judged yet");
      Deno.kill(-group.pid, "SIGKILL");
      await group.output();
      assertEquals(jsonIn(RESULTS).tests.length, 5);
      assertEquals(await processesLeft(folder), []);
    },
  );

  Deno.test({
    name: `Gradescope, as ${who.user}: a broken installation is not the student's fault`,
    ignore: !isPossible,
  }, async () => {
    const ended = await onGradescope({ [`${DESCENT}.ts`]: right }, who, {
      PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
      DOWNHILL_WALLS: "3",
    });
    assert(ended.code !== 0);
    assertStringIncludes(Deno.readTextFileSync(RESULTS), "you are not to blame");
  });
}

Deno.test({ name: "Gradescope: all lessons at once, and no folder for results", ignore: !isPossible }, async () => {
  const script = join(autograder, "run_autograder");
  const text = await Deno.readTextFile(script);
  const all = text.replace("--lessons 04", "--lessons 1-99");
  assert(all !== text);
  await Deno.writeTextFile(script, all);
  try {
    const files = await Promise.all(syllabus.map(async ({ id }) => {
      return [`${id}.ts`, await readText(join(root, "solutions", `${id}.ts`))];
    }));
    await layOutGradescope(Object.fromEntries(files), USERS[0].owner);
    await Deno.remove(join(autograder, "results"));
    const { code, stderr } = await run([script], autograder);
    assertEquals([code, stderr], [0, ""]);
    const { score, tests } = jsonIn(RESULTS);
    assertEquals(score, tests.reduce((sum: number, { max_score = 0 }: { max_score?: number }) => sum + max_score, 0));
  } finally {
    await Deno.writeTextFile(script, text);
  }
});

Deno.test(
  { name: "Gradescope: root judges in a container that forbids to become somebody else", ignore: !hasRoot },
  async () => {
    await layOutGradescope({ [`${DESCENT}.ts`]: right }, 0);
    const box = ["setpriv", "--bounding-set=-setuid,-setgid", "--inh-caps=-setuid,-setgid", "--no-new-privs"];
    const ended = await run([...box, join(autograder, "run_autograder")], autograder);
    assertEquals([ended.code, jsonIn(RESULTS).score], [0, ALL]);
    assertEquals(ended.stderr, "Root judges, because no ordinary user can do it here.\n");
  },
);

const exercism = join(folder, "exercism");
const SLUG = "gradient-descent";

Deno.test({ name: "Exercism: the test runner judges its own tests", ignore: !isPossible }, async () => {
  await pack("--exercism", exercism, "3-4");
  const runner = join(exercism, "test-runner");
  await givePackages(join(runner, "packages"));
  const env = { DENO_DIR: join(runner, "packages"), HOME: folder };
  const installed = await run(["bash", join(runner, "course/kit/grade/packages/install.sh")], "/", env);
  assertEquals([installed.code, installed.stderr], [0, ""]);
  const { code, stdout } = await run([join(runner, "bin/run-tests.sh")], "/");
  assertEquals([code, stdout.match(/^ok {5}/gm)?.length], [0, 4]);
});

/** The status that Exercism shows for each kind of submission. */
const STATUSES: Record<string, string> = { right: "pass", wrong: "fail", hanging: "error", hostile: "fail" };

for (const { user, owner, as } of USERS) {
  for (const { name, text } of SUBMISSIONS) {
    Deno.test({
      name: `Exercism, as ${user}, without a network, on a read-only disk: a ${name} solution`,
      ignore: !isPossible,
    }, async () => {
      const [solution, output] = ["solution", "output"].map((name) => join(folder, name));
      for (const path of [solution, output]) await Deno.remove(path, { recursive: true }).catch(() => {});
      await Deno.mkdir(join(solution, ".docs"), { recursive: true });
      await Deno.mkdir(output);
      await Deno.writeTextFile(join(solution, `${DESCENT}.ts`), text(join(output, "results.json")));
      await Deno.writeTextFile(join(solution, `${DESCENT}_test.ts`), "// What a right answer does.");
      for (const path of [solution, output]) await give(path, owner);
      // docker run --network none --read-only, with the folders that it mounts
      const box = [
        ...["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-net"],
        ...["--perms", "1777", "--tmpfs", "/tmp", "--bind", output, output],
      ];
      const capabilities = user === "root" ? ["--cap-add", "ALL"] : [];
      const words = [join(exercism, "test-runner/bin/run.sh"), SLUG, `${solution}/`, `${output}/`];
      const begin = performance.now();
      const ended = await run([...as, ...box, ...capabilities, "--", ...words], "/");
      assertEquals([ended.code, ended.stderr], [0, ""]);
      assertEquals(jsonIn(join(output, "results.json")).status, STATUSES[name]);
      await requireQuiet(ended);
      // a lesson that hangs may take longer on a busy machine: then Exercism says itself that the time is up
      assert(name === "hanging" || performance.now() - begin < 20_000, "Exercism ends a test runner after 20 s");
    });
  }
}

const classroom = join(folder, "classroom50");

/** What Classroom 50's runner sets for an autograder. */
const CLASSROOM50 = {
  ...{ CLASSROOM: "learning", ASSIGNMENT: "week-2", ASSIGNMENT_TYPE: "individual", USERNAME: "ada", OWNER: "ada" },
  SUBMISSION_TAG: "submit/2026-06-01T14-32-05Z-a1b2c3d",
  COMMIT_URL: "https://github.com/school/learning-week-2-ada/commit/a1b2c3d",
  RELEASE_URL: "https://github.com/school/learning-week-2-ada/releases/tag/submit",
  REVIEW_URL: "https://github.com/school/learning-week-2-ada/compare/0...a1b2c3d",
};

for (const { user, owner, as } of USERS) {
  for (const { name, text, points } of SUBMISSIONS) {
    Deno.test({ name: `Classroom 50, as ${user}: a ${name} submission`, ignore: !isPossible }, async () => {
      if (!await Deno.stat(classroom).catch(() => null)) {
        await pack("--classroom50", classroom, "4");
        await givePackages(join(classroom, "packages"));
      }
      await give(classroom, owner);
      const checkout = join(folder, "checkout");
      await Deno.remove(checkout, { recursive: true }).catch(() => {});
      await Deno.mkdir(join(checkout, "lessons"), { recursive: true });
      const result = join(checkout, "result.json");
      await Deno.writeTextFile(join(checkout, "lessons", `${DESCENT}.ts`), text(result));
      await Deno.writeTextFile(
        join(checkout, "deno.json"),
        '{ "tasks": { "prepare": "exit 3" }, "imports": { "node:path": "./x.ts" } }',
      );
      await Deno.writeTextFile(join(checkout, "subprocess.py"), "raise SystemExit('the student imports')");
      await Deno.symlink(join(folder, "autograder.zip"), result); // it must not be followed
      await give(checkout, owner);
      const ended = await run([...as, "python3", join(classroom, "autograder.py")], checkout, {
        ...CLASSROOM50,
        HOME: folder,
      });
      assertEquals([ended.code, ended.stderr], [0, ""]);
      const { schema, score, tests, ...rest } = jsonIn(result);
      assertEquals([schema, score, rest["max-score"], tests.length], ["classroom50/result/v1", points, ALL, 5]);
      assertEquals([rest.classroom, rest.assignment, rest.submission], [
        "learning",
        "week-2",
        CLASSROOM50.SUBMISSION_TAG,
      ]);
      assert([score, rest["max-score"]].every(Number.isInteger));
      await requireQuiet(ended);
    });
  }
}

Deno.test(
  { name: "GitHub: the steps of the workflow judge a submission", ignore: !isPossible || !await hasYaml() },
  async () => {
    const workflow = join(folder, "github");
    const text = await readText(join(root, "docs/github/grade.yml"));
    const used = [...text.matchAll(/^ *uses: (.*)$/gm)].map(([, action]) => action);
    assertEquals(used.length, 2);
    for (const action of used) assertMatch(action, /^actions\/checkout@[0-9a-f]{40} # v/);
    const read =
      "import yaml\nprint(json.dumps([s.get('run') for s in yaml.safe_load(data)['jobs']['grade']['steps']]))";
    const steps = await python(read, text) as (string | null)[];
    const [install, judge] = steps.filter((step) => step !== null);
    await Deno.mkdir(join(workflow, "submission", "lessons"), { recursive: true });
    await Deno.symlink(join(autograder, "source", "course"), join(workflow, "course"));
    await givePackages(join(workflow, "packages"));
    const summary = join(workflow, "summary.md");
    const env = {
      ...{ GITHUB_STEP_SUMMARY: summary, LESSONS: "4", HOME: folder },
      DENO_DIR: join(workflow, "packages"),
    };
    const withoutSysctl = install.replace(/^sudo .*\n/m, ""); // this machine is not thrown away afterwards
    assert(withoutSysctl !== install);
    assertEquals((await run(["bash", "-e", "-c", withoutSysctl], workflow, env)).code, 0);
    for (const { name, text, points } of SUBMISSIONS) {
      await Deno.writeTextFile(join(workflow, "submission", "lessons", `${DESCENT}.ts`), text(summary));
      const ended = await run(["bash", "-e", "-c", judge], workflow, env);
      assertEquals(ended.code, points === ALL ? 0 : 1, ended.stderr);
      assertStringIncludes(Deno.readTextFileSync(summary), `${points} of ${ALL} points`);
      assertMatch(ended.stdout, new RegExp(`^::notice title=.*::${points} of ${ALL} points$`, "m"));
      if (name === "wrong") assertMatch(ended.stdout, new RegExp(`^::error file=lessons/${DESCENT}\\.ts,title=`, "m"));
      await requireQuiet(ended);
    }
  },
);

async function hasYaml(): Promise<boolean> {
  return await python("import yaml\nprint(1)", null).then(() => true, () => false);
}
