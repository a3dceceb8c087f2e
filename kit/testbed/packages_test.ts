import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { courseCopy } from "./course_copy.ts";
import { root } from "../base/root.ts";
import { hasTerminals, startTask, until } from "./started.ts";
import { LessonError, Sandbox } from "../judge/sandbox/sandbox.ts";
import { digitsOf } from "../base/lesson_number.ts";
import { syllabus } from "../../syllabus.ts";
import { LOCK, neededPackages, packageFolder } from "../judge/packages/missing.ts";
import { remedy } from "../judge/packages/remedy.ts";

const readJson = async (name: string) => JSON.parse(await Deno.readTextFile(join(root, name)));

/** The part of a lock file that we read. */
interface Lock {
  npm: Record<string, { integrity: string }>;
}

Deno.test("deno.light.json has import_map.json's versions, or files of the course that replace packages", async () => {
  const light: Record<string, string> = (await readJson("deno.light.json")).imports;
  const all: Record<string, string> = (await readJson("import_map.json")).imports;
  assertEquals(Object.keys(light).filter((name) => !(name in all)), []);
  for (const [name, address] of Object.entries(light)) {
    if (!address.startsWith("./kit/judge/packages/")) assertEquals(address, all[name]);
  }
});

Deno.test("deno.light.lock has packages of deno.lock, each with its checksum", async () => {
  const checksums = ({ npm }: Lock) =>
    new Map(Object.entries(npm).map(([key, { integrity }]) => [key.replace(/(?<=.)_.*/, ""), integrity]));
  const all = checksums(await readJson("deno.lock"));
  for (const [name, checksum] of checksums(await readJson("deno.light.lock"))) {
    assertEquals(all.get(name), checksum, name);
  }
});

Deno.test("the learner's commands and a light lesson's host need exactly the packages in deno.light.lock", async () => {
  const locked = Object.keys((await readJson("deno.light.lock")).specifiers);
  const found = new Set<string>();
  for (const program of ["tasks/lesson.ts", "tasks/update.ts", "tasks/prepare.ts", "kit/judge/sandbox/host.ts"]) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", `--config=${join(root, "deno.light.json")}`, "--frozen", join(root, program)],
    }).output();
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: { specifier: string }[] };
    for (const { specifier } of modules) {
      const name = /^npm:\/?((?:@[^/]+\/)?[^/]+)/.exec(specifier)?.[1];
      if (name) found.add(`npm:${name}`);
    }
  }
  assertEquals([...found].sort(), locked.sort());
});

Deno.test("neededPackages() leaves out packages for other systems, and names each folder once", () => {
  const [os, other] = Deno.build.os === "linux" ? ["linux", "darwin"] : ["linux", "linux"];
  const npm = {
    "@tensorflow/tfjs@4.22.0_seedrandom@3.0.5": {},
    "vega@6.4.0": {},
    "vega@6.4.0_vega-lite@6.5.0": {},
    "native-here@1.0.0": Deno.build.os === "linux" ? { os: [os] } : {},
    "native-there@1.0.0": { os: [other], cpu: ["none"] },
  };
  assertEquals(neededPackages(JSON.stringify({ npm })), ["@tensorflow/tfjs/4.22.0", "vega/6.4.0", "native-here/1.0.0"]);
});

Deno.test("a light lesson is behind the same walls, and its error for TF.js says what is missing", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "04_gradient_descent.ts");
  await Deno.writeTextFile(
    path,
    'import { RandomState } from "downhill";\nexport const draw = () => new RandomState(1).uniform(0, 1);',
  );
  const sandbox = new Sandbox(pathToFileURL(path), { device: null, isLight: true });
  try {
    assertEquals(typeof await sandbox.evaluate("({ draw }) => draw()"), "number");
    const refused: [string, RegExp][] = [
      [`() => Deno.readTextFile(${JSON.stringify(join(root, "deno.json"))})`, /a lesson may only read itself/],
      ['() => import("@tensorflow/tfjs")', /TensorFlow.js is not on this machine yet: deno task prepare/],
    ];
    for (const [probe, message] of refused) {
      const error = await assertRejects(() => sandbox.evaluate(probe), LessonError);
      assertMatch(error.message, message);
    }
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
});

/** The environment of a program that has only `packages`, in a folder of its own, and cannot download others. */
async function withOnly(packages: string[]): Promise<Record<string, string>> {
  const cache = await Deno.makeTempDir();
  for (const path of packages) {
    await cp(join(packageFolder()!, path), join(cache, "npm", "registry.npmjs.org", path), { recursive: true });
  }
  const nobody = {
    NPM_CONFIG_REGISTRY: "https://registry.npmjs.org/",
    HTTPS_PROXY: "http://127.0.0.1:9/",
    NO_PROXY: "",
  };
  return { DENO_DIR: cache, NO_COLOR: "1", ...nobody };
}

/** The packages for the first screen. */
const firstPackages = neededPackages(await Deno.readTextFile(join(root, "deno.light.lock")));

/** Runs a program of the course that has only `packages`. */
async function withoutNetwork(
  program: string,
  packages: string[] = [],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = await withOnly(packages);
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "-A", "--no-check", `--config=${join(root, "deno.light.json")}`, "--frozen"],
        join(root, program),
      ],
      env,
    }).output();
    return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(env.DENO_DIR, { recursive: true });
  }
}

Deno.test("if the packages cannot be fetched, one sentence says how many are missing and what works without them", async () => {
  const { code, stdout } = await withoutNetwork("kit/judge/packages/fetch_program.ts");
  assertMatch(
    stdout,
    /^(\d+) of \1 packages could not be fetched \(.*\): check the network, then run .*\. No lesson works without them\.\n$/,
  );
  assertEquals(code, 1);

  const { stdout: more } = await withoutNetwork("kit/judge/packages/fetch_program.ts", firstPackages);
  const [, missing, all, lessons] = /^(\d+) of (\d+) packages .*\. Lessons? (.*) works? without them\.\n$/.exec(more)!;
  assertEquals(Number(missing), Number(all) - firstPackages.length);
  assertEquals(lessons, syllabus.filter(({ device }) => device === null).map(({ id }) => digitsOf(id)).join(", "));
});

Deno.test("the remedy fits the problem: the disk, the folder or the network", () => {
  assertMatch(remedy("failed to write '/a/b': No space left on device (os error 28)"), /^the disk is full/);
  assertMatch(
    remedy("failed to create '/a/b': Read-only file system (os error 30)"),
    /^Deno's cache folder is read-only/,
  );
  assertMatch(remedy("failed to create '/a/b': Permission denied (os error 13)"), /^Deno's cache folder is read-only/);
  assertEquals(remedy("error sending request: dns error"), "check the network");
});

Deno.test("if not even the first few packages can be fetched, one sentence says so", async () => {
  for (const program of ["tasks/lesson.ts", "tasks/update.ts"]) {
    const { code, stdout, stderr } = await withoutNetwork(program);
    assertMatch(
      stderr,
      /^The first few packages could not be fetched \(Failed caching [^\n]*\): check the network[^\n]*\n$/,
    );
    assertEquals([code, stdout], [2, ""]);
  }
});

Deno.test({
  name: "deno.json's lock file is a link into the folder of packages, so it disappears with the packages",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using course = await courseCopy("03_exhaustive_search");
    const link = course.path(".cache", "deno.lock");
    await Deno.remove(link);
    const { code, stdout } = await course.task("prepare");
    assertEquals([code, stdout.replace(/\d+/g, "N")], [0, "All N packages are here: N MB.\n"]);
    assertEquals(await Deno.readTextFile(link), await Deno.readTextFile(LOCK));
    assertEquals(
      await Deno.realPath(dirname(await Deno.readLink(link))),
      join(await Deno.realPath(packageFolder()!), ".downhill"),
    );
  },
});

Deno.test({
  name: "in a terminal, the packages are fetched while the learner reads the brief",
  ignore: !hasTerminals,
  fn: async () => {
    await using course = await courseCopy("03_exhaustive_search");
    await Deno.remove(course.path(".cache", "deno.lock"));
    const env = await withOnly(firstPackages);
    await using brief = startTask(course, ["lesson"], { env, terminal: "true" });
    await brief.says("While you read, TensorFlow.js and Vega are fetched", "code 0");
    const turn = join(env.DENO_DIR, "npm", "registry.npmjs.org", ".downhill", "turn");
    await until(() => Deno.stat(turn).then(() => true, () => false), "The packages are not being fetched.");
    using file = await Deno.open(turn, { write: true });
    await file.lock(true); // possible only after the process has given up
    const isRemoved = () => Deno.remove(env.DENO_DIR, { recursive: true }).then(() => true, () => false);
    await until(isRemoved, "The process is still writing.");
  },
});
