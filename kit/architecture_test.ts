/**
 * Tests which modules may import which others, according to CONTRIBUTING.md. Deno itself resolves the imports; imports
 * with a computed address, which it cannot resolve, are searched for in the source text.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { course, syllabus } from "../syllabus.ts";
import { root } from "./base/root.ts";
import { withoutComments } from "./teach/stubs/without_comments.ts";

/** An import: the module that contains it, and what it names. */
interface Import {
  /** The module that imports, relative to the root: "kit/judge/run/run.ts". */
  from: string;
  /** What it imports, as it is written: "downhill". */
  specifier: string;
  /** The path of that module relative to the root, or the address of a package. */
  to: string;
  /** Whether it imports only types, so that it disappears before the program runs. */
  isType: boolean;
  /** Whether it is an `import(…)`, which loads nothing until it is reached. */
  isDynamic: boolean;
}

/** The floors of the kit, the lowest first: each imports from itself and from those before it. */
const FLOORS = ["base", "learn", "judge", "teach", "grade", "show"];

/** The other parts of the kit, and their floors. The judge and all floors above it may import the course. */
const FRONT_DOORS: Record<string, string> = {
  "kit/testing.ts": "judge",
  "kit/course.ts": "judge",
  "syllabus.ts": "judge",
};

/** The floors that serve any course. */
const FOR_ANY_COURSE = /^kit\/(base|judge|teach|grade|show)\//;

/** Code that several tests share. */
const TESTBED = "kit/testbed/";

/** Folders that are built like a course: the one for tests of the kit, and the template of a new lesson. */
const COURSES = ["kit/testbed/course", "kit/teach/new/template"];

/** Other users of {@linkcode TESTBED}: the benchmarks, and the maintainer's screens and tests of many machines. */
const MAINTAINERS = ["bench/", "tasks/screens.ts", "tasks/scale_tests.ts"];

/** The rooms, and what each may import besides packages. A module belongs to the first room that matches its path. */
const ROOMS: readonly [room: string, mayImport: readonly string[]][] = [
  ["kit/judge/sandbox/host.ts", ["kit/", "mod.ts", "syllabus.ts"]], // loads what a lesson may import but cannot read
  ["kit/judge/sandbox/practice.ts", ["mod.ts"]], // imports what a lesson imports
  ["kit/judge/sandbox/harden_test.ts", ["kit/", "mod.ts"]], // a probe looks at everything that a lesson may import
  ["kit/learn/nonsense_test.ts", ["kit/", "mod.ts"]], // feeds nonsense to every function of mod.ts
  ["kit/", ["kit/", "syllabus.ts"]],
  ["syllabus.ts", ["kit/"]],
  ["mod.ts", ["kit/"]],
  ["tasks/", ["tasks/", "kit/", "syllabus.ts"]],
  ["bench/", ["bench/", "kit/", "solutions/", "syllabus.ts"]], // it measures what a lesson does
  ["data/", ["kit/"]],
  ["docs/", ["docs/", "kit/", "syllabus.ts"]],
  ["solutions/", ["mod.ts"]],
  ["tests/alternatives/", ["mod.ts"]],
  ["tests/oracles/", ["tests/oracles/", "kit/testing.ts", "kit/judge/sandbox/instruments.ts"]],
  ["tests/", ["tests/oracles/", "kit/testing.ts", "kit/judge/sandbox/instruments.ts"]], // the last is for probes
];

/** The three dictionaries, by the names under which lessons, checks and scripts import them. */
const DICTIONARIES: Record<string, string> = {
  "mod.ts": "downhill",
  "kit/testing.ts": "downhill/testing",
  "kit/course.ts": "downhill/course",
};

/** Modules of the kit that import the same as a lesson. */
const FOR_LESSONS = ["kit/judge/sandbox/host.ts", "kit/judge/sandbox/practice.ts"];

/** Only the host may import these: the first imports lessons, the second evaluates text. */
const HOSTS = ["kit/judge/sandbox/lesson_module.ts", "kit/judge/sandbox/answer_request.ts"];

/**
 * Every import with a computed address, quoted up to its first comma. Only the host's import leads to a lesson; the first
 * one loads a package, and the second one reads the instructor's rules.
 */
const COMPUTED = [
  "kit/grade/queue/database.ts import(PG_BOSS",
  "kit/grade/rules/read_rules.ts import(pathToFileURL(path",
  "kit/judge/run/check.ts import(tests.href",
  "kit/judge/sandbox/lesson_module.ts import(this.url",
  "kit/learn/tfjs/wasm.ts import(BINARY",
  "kit/teach/verify/answer_files.ts import(pathToFileURL(join(root",
];

const modules = await modulesOf(new Set(ROOMS.map(([room]) => room.split("/")[0])));
const imports = await importsOf(modules);

Deno.test("imports point one way: tasks → kit → packages, solutions → mod.ts, tests → kit/testing.ts", () => {
  const wrong = imports.filter((each) => !isAllowed(each));
  assertEquals(wrong.map(({ from, specifier }) => `${from} imports "${specifier}"`), []);
});

Deno.test("solutions, checks and scripts import the dictionaries by their names, and never the kit", () => {
  const wrong = imports.filter(({ from, to, specifier }) => {
    if (!(to in DICTIONARIES) || FOR_LESSONS.includes(from)) return false;
    return from.startsWith("kit/") && !from.endsWith("_test.ts") || specifier !== DICTIONARIES[to];
  });
  assertEquals(wrong.map(({ from, specifier }) => `${from} imports "${specifier}"`), []);
});

Deno.test("the kit has floors: each imports from itself and from those below, types included", () => {
  const wrong = imports.filter((each) => !isDownwards(each));
  assertEquals(wrong.map(({ from, to }) => `${from} imports ${to}`), []);
  assertEquals(modules.filter((path) => path.startsWith("kit/") && floorOf(path) === undefined), []);
});

Deno.test("the kit works for any course: only syllabus.ts names its lessons, data sets and packages", async () => {
  const found: string[] = [];
  for (const path of modules.filter((path) => isOurs(path) && FOR_ANY_COURSE.test(path))) {
    found.push(...particularsIn(path, withoutComments(await Deno.readTextFile(join(root, path)))));
  }
  assertEquals(found, []);
});

Deno.test("no product code imports what only tests share", () => {
  const wrong = imports.filter((each) => !isForTests(each));
  assertEquals(wrong.map(({ from, to }) => `${from} imports ${to}`), []);
});

Deno.test("no two folders of the kit import each other, not even indirectly, types included", () => {
  assertEquals(cycleIn(foldersOf(imports)), undefined);
});

Deno.test("no module of the kit imports itself, not even indirectly", () => {
  const targets = new Map<string, string[]>();
  for (const { from, to, isType } of imports) {
    if (!isType && from.startsWith("kit/")) targets.set(from, [...targets.get(from) ?? [], to]);
  }
  assertEquals(cycleIn(targets), undefined);
});

Deno.test("the process that judges loads no lesson: only the host computes an address that leads to one", async () => {
  const found: string[] = [];
  for (const path of modules.filter(isOurs)) {
    const text = withoutComments(await Deno.readTextFile(join(root, path)));
    const computed = text.matchAll(/\bimport\((?!\s*"|\))[^,)]*/g);
    for (const [beginning] of computed) found.push(`${path} ${beginning}`);
  }
  assertEquals(found.sort(), COMPUTED);
});

Deno.test("nothing imports the host: it is a program of its own, and only it imports lessons or evaluates text", () => {
  assertEquals(imports.filter(({ to }) => to === "kit/judge/sandbox/host.ts").map(({ from }) => from), []);
  const others = imports.filter(({ from, to, isType }) => HOSTS.includes(to) && !isType && isOurs(from));
  assertEquals(others.map(({ from }) => from), HOSTS.map(() => "kit/judge/sandbox/host.ts"));
});

Deno.test("points never depend on a measurement: only what learners type uses the fastest device", () => {
  const importersOf = (path: string) => imports.filter(({ to }) => to === path).map(({ from }) => from).sort();
  const ours = (path: string) => importersOf(path).filter(isOurs);
  assertEquals(ours("kit/show/command/on_device.ts"), [
    ...["kit/show/command/all.ts", "kit/show/command/where_am_i.ts", "kit/show/watch/watch.ts", "tasks/lesson.ts"],
  ]);
  assertEquals(ours("kit/learn/measure/remember.ts"), ["kit/show/command/devices.ts", "kit/show/command/on_device.ts"]);
});

Deno.test("only one module of the host evaluates text", async () => {
  const found: string[] = [];
  for (const path of modules.filter(isOurs)) {
    const text = withoutComments(await Deno.readTextFile(join(root, path)));
    if (/\beval\b|\bFunction\(|"node:vm"/.test(text)) found.push(path);
  }
  // these modules mention `eval`, but evaluate nothing
  const without = [
    "kit/judge/sandbox/refuse_code.ts",
    "kit/judge/sandbox/take_away.ts",
    "kit/testbed/hostile/realm.ts",
  ];
  assertEquals(found.filter((path) => !without.includes(path)), ["kit/judge/sandbox/answer_request.ts"]);
});

Deno.test("code that an old Deno cannot read is in one file, imported only after the version check", async () => {
  const found: string[] = [];
  for (const path of modules.filter(isOurs)) {
    const text = withoutComments(await Deno.readTextFile(join(root, path)));
    if (/^import defer\b/m.test(text)) found.push(path);
  }
  assertEquals(found, ["kit/learn/deferred_tensorflow.ts"]);
  const importers = imports.filter(({ to }) => to === found[0]).map(({ from, isDynamic }) => [from, isDynamic]);
  assertEquals(importers, [["kit/learn/tensorflow.ts", true]]);
});

Deno.test("the dictionaries hold exports only", async () => {
  for (const path of Object.keys(DICTIONARIES)) {
    const text = withoutComments(await Deno.readTextFile(join(root, path)));
    assertEquals(text.replace(/^export (type )?\{[^}]*\} from "[^"]+";$/gm, "").trim(), "", path);
  }
});

Deno.test("each of these rules finds a violation", () => {
  const breaks = (from: string, to: string, isType = false, isDynamic = false) =>
    assert(!isAllowed({ from, to, specifier: to, isType, isDynamic }));
  breaks("kit/judge/run/run.ts", "tasks/lesson.ts");
  breaks("kit/judge/run/run.ts", "mod.ts");
  breaks("solutions/01_a.ts", "kit/judge/run/todo.ts");
  breaks("solutions/02_b.ts", "solutions/01_a.ts");
  breaks("solutions/01_a.ts", "tests/01_a_test.ts");
  breaks("tests/01_a_test.ts", "solutions/01_a.ts");
  breaks("tests/01_a_test.ts", "solutions/02_b.ts", true);
  breaks("tests/alternatives/01_a/other.ts", "solutions/02_b.ts");
  breaks("tests/01_a_test.ts", "mod.ts");
  breaks("tests/01_a_test.ts", "solutions/01_a.ts", false, true);
  breaks("tests/01_a_test.ts", "tests/oracles/02_b.ts");
  breaks("tests/oracles/line.ts", "tests/oracles/02_b.ts");
  breaks("tests/oracles/line.ts", "solutions/01_a.ts", true);
  breaks("tests/oracles/01_a.ts", "solutions/02_b.ts", true);
  const import_ = (from: string, to: string, isType = false) => ({ from, to, specifier: to, isType, isDynamic: false });
  assert(!isDownwards(import_("kit/learn/data/dataset.ts", "kit/judge/run/run.ts")));
  assert(!isDownwards(import_("kit/base/root.ts", "kit/show/terminal/style.ts", true)));
  assert(!isDownwards(import_("kit/learn/data/dataset.ts", "kit/testing.ts")));
  assert(!isDownwards(import_("kit/base/mutants.ts", "syllabus.ts")));
  assert(!isDownwards(import_("kit/judge/run/run_test.ts", "kit/teach/stubs/stub.ts")));
  assert(!isForTests(import_("kit/show/watch/watch.ts", "kit/testbed/started.ts")));
  assert(!isForTests(import_("tasks/lesson.ts", "kit/testbed/started.ts", true)));
  const [{ id }] = syllabus;
  assertEquals(particularsIn("a.ts", `const id = "${id}", data = "fashion_mnist";`), [
    `a.ts names "${id}"`,
    'a.ts names "fashion"',
  ]);
  const folders = [
    import_("kit/learn/a/x.ts", "kit/learn/b/y.ts"),
    import_("kit/learn/b/z.ts", "kit/learn/a/w.ts", true),
  ];
  assertEquals(cycleIn(foldersOf(folders)), "kit/learn/a → kit/learn/b → kit/learn/a");
  assertEquals(cycleIn(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]])), "b → c → b");
  assertEquals(cycleIn(new Map([["a", ["b", "c"]], ["b", ["c"]]])), undefined);
});

/** The paths of all modules in `rooms`, each a folder or a file in the root. */
async function modulesOf(rooms: ReadonlySet<string>): Promise<string[]> {
  const paths: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
      if (folder === "" && !rooms.has(name) || COURSES.includes(folder + name)) continue;
      if (isDirectory) folders.push(`${folder}${name}/`);
      else if (/(?<!\.d)\.ts$/.test(name)) paths.push(folder + name);
    }
  }
  return paths.sort();
}

/** The imports of these modules. `deno info` takes only one module, so it is given one that imports all of them. */
async function importsOf(paths: readonly string[]): Promise<Import[]> {
  const home = pathToFileURL(root).href;
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(entry, paths.map((path) => `import "${home}${path}";`).join("\n"));
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "info",
        "--json",
        "--frozen",
        `--config=${join(root, "deno.json")}`,
        `--lock=${join(root, "deno.lock")}`,
        entry,
      ],
      stderr: "inherit",
    }).output();
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as Graph;
    const relative = (url: string) => url.startsWith(home) ? url.slice(home.length) : url;
    return modules.filter(({ specifier }) => paths.includes(relative(specifier))).flatMap((module) => {
      assertEquals(module.error, undefined);
      return (module.dependencies ?? []).map(({ specifier, code, type, isDynamic }) => ({
        from: relative(module.specifier),
        specifier,
        to: relative((code ?? type)?.specifier ?? specifier),
        isType: code === undefined,
        isDynamic: isDynamic === true,
      }));
    });
  } finally {
    await Deno.remove(entry);
  }
}

/** The part of the output of `deno info --json` that we read. */
interface Graph {
  modules: {
    specifier: string;
    error?: string;
    dependencies?: {
      specifier: string;
      code?: { specifier?: string };
      type?: { specifier?: string };
      isDynamic?: boolean;
    }[];
  }[];
}

function isAllowed({ from, specifier, to, isType, isDynamic }: Import): boolean {
  // a package, or its stand-in
  if (/^(npm|jsr|node):|^kit\/learn\/fmin\//.test(to) || specifier.startsWith("@std/")) return true;
  // a check may import the type of its lesson, but nothing else from it
  const lesson = /^tests\/(?:oracles\/)?(\d\w+?)(?:_test)?\.ts$/.exec(from)?.[1];
  if (isType && lesson && to.startsWith("solutions/")) return to === `solutions/${lesson}.ts`;
  // an alternative contains only what differs from the solution, and gets the rest from there
  const [other] = /(?<=^tests\/alternatives\/)[^/]+/.exec(from) ?? [];
  if (other !== undefined && to === `solutions/${other}.ts`) return true;
  // a probe runs in the lesson's process, and may import there what a lesson may import
  if (isDynamic && lesson && to === "mod.ts") return true;
  // the checks of a lesson may not use the oracle of another lesson
  if (/^tests\/oracles\/\d/.test(to)) return to === `tests/oracles/${lesson}.ts`;
  const room = ROOMS.find(([room]) => from.startsWith(room));
  return room !== undefined && room[1].some((allowed) => to.startsWith(allowed));
}

/**
 * The number of the kit's floor that a module is on; undefined if it is on none. The stand-ins for packages are lowest.
 */
function floorOf(path: string): number | undefined {
  if (path.startsWith("kit/std/")) return 0;
  if (path.startsWith(TESTBED) || path === "kit/architecture_test.ts") return FLOORS.length;
  const floor = FLOORS.indexOf(FRONT_DOORS[path] ?? path.split("/")[1]);
  return floor < 0 ? undefined : floor;
}

/** Whether an import within the kit leads to the same floor or a lower one. */
function isDownwards({ from, to }: Import): boolean {
  const isOfKit = (path: string) => path.startsWith("kit/") || path in FRONT_DOORS;
  if (!isOfKit(from) || !isOfKit(to) || to.startsWith(TESTBED)) return true;
  return floorOf(to)! <= floorOf(from)!;
}

/** Whether an import of shared test code is in a test. */
function isForTests({ from, to }: Import): boolean {
  const mayUseIt = [TESTBED, ...MAINTAINERS].some((room) => from.startsWith(room)) || from.endsWith("_test.ts");
  return mayUseIt || !to.startsWith(TESTBED);
}

/** The names in a module's text that belong to one course only. */
function particularsIn(path: string, text: string): string[] {
  const particulars = [...syllabus.map(({ id }) => id), ...Object.keys(course.packages), "fashion"];
  return particulars.filter((each) => text.toLowerCase().includes(each)).map((each) => `${path} names "${each}"`);
}

/** The imports between folders of the kit's product code. */
function foldersOf(imports: readonly Import[]): Map<string, string[]> {
  const targets = new Map<string, string[]>();
  const isProduct = (path: string) =>
    path.startsWith("kit/") && !(path in FRONT_DOORS) && !path.startsWith(TESTBED) && !path.endsWith("_test.ts");
  for (const { from, to } of imports.filter(({ from, to }) => isProduct(from) && isProduct(to))) {
    const [a, b] = [from, to].map((path) => path.slice(0, path.lastIndexOf("/")));
    if (a !== b) targets.set(a, [...targets.get(a) ?? [], b]);
  }
  return targets;
}

/** Whether the rules apply to a module. They do not apply to solutions and tests, which contain programs as strings. */
function isOurs(path: string): boolean {
  return !/^(solutions|tests|kit\/testbed)\/|_test\.ts$/.test(path);
}

/** A path from a module back to itself, as text, if there is one. */
function cycleIn(targets: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const walk = (module: string, way: readonly string[]): string | undefined => {
    if (way.includes(module)) return [...way.slice(way.indexOf(module)), module].join(" → ");
    if (done.has(module)) return undefined;
    for (const next of targets.get(module) ?? []) {
      const cycle = walk(next, [...way, module]);
      if (cycle) return cycle;
    }
    done.add(module);
  };
  for (const module of targets.keys()) {
    const cycle = walk(module, []);
    if (cycle) return cycle;
  }
}
