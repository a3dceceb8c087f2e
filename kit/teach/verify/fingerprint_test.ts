import { assertEquals, assertNotEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { circumstances, COURSE_PARTS, fingerprint, lessonParts } from "./fingerprint.ts";

const LESSON = "04_gradient_descent";

/** The files that affect the fingerprint of a lesson. In the tests, each has one line. */
const FILES = [
  ...["kit/judge/run/run.ts", "kit/learn/tfjs/kernels/kernels.wasm", "mod.ts", "data/images.gz", "import_map.json"],
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock"],
  ...[`solutions/${LESSON}.ts`, `tests/${LESSON}_test.ts`, `tests/mutants/${LESSON}.ts`],
  ...[`tests/alternatives/${LESSON}/recursive.ts`, `docs/pictures/${LESSON}.svg`],
  ...["tests/oracles/line.ts", `tests/oracles/${LESSON}.ts`, `tests/diagnoses/${LESSON}.json`],
];

/** Files that do not affect the fingerprint. */
const OTHERS = [
  ...["kit/judge/run/run_test.ts", "solutions/05_autodiff.ts", `lessons/${LESSON}.ts`, "README.md"],
  ...["tests/oracles/line_test.ts", "tests/oracles/05_autodiff.ts"],
];

/** Calls `body` with the folder of a course that has all of these files. */
async function withCourse(body: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    for (const file of [...FILES, ...OTHERS]) {
      await Deno.mkdir(dirname(join(root, file)), { recursive: true });
      await Deno.writeTextFile(join(root, file), "1");
    }
    await body(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const fingerprintOf = (root: string, more: string[] = []) =>
  fingerprint(root, [...COURSE_PARTS, ...lessonParts(LESSON)], more);

Deno.test("fingerprint() changes with every file of the course or of the lesson", () =>
  withCourse(async (root) => {
    const before = await fingerprintOf(root);
    for (const file of FILES) {
      await Deno.writeTextFile(join(root, file), "2");
      assertNotEquals(await fingerprintOf(root), before, file);
      await Deno.remove(join(root, file));
      assertNotEquals(await fingerprintOf(root), before, `without ${file}`);
      await Deno.writeTextFile(join(root, file), "1");
      assertEquals(await fingerprintOf(root), before, file);
    }
    for (const file of OTHERS) await Deno.remove(join(root, file));
    assertEquals(await fingerprintOf(root), before);
  }));

Deno.test("fingerprint() changes if a file is added or renamed", () =>
  withCourse(async (root) => {
    const before = await fingerprintOf(root);
    const [old, another] = ["recursive.ts", "while.ts"].map((name) => join(root, "tests/alternatives", LESSON, name));
    await Deno.copyFile(old, another);
    assertNotEquals(await fingerprintOf(root), before);
    await Deno.remove(old);
    assertNotEquals(await fingerprintOf(root), before);
  }));

Deno.test("fingerprint() changes with the device and with the course's environment variables", () =>
  withCourse(async (root) => {
    const of = (...args: Parameters<typeof circumstances>) => fingerprintOf(root, circumstances(...args));
    const before = await of("auto", { HOME: "/root" });
    assertEquals(await of("auto", { HOME: "/home/ada", TERM: "dumb" }), before);
    const names = ["DOWNHILL_WALLS", "DOWNHILL_LIMITS", "DOWNHILL_KERNELS", "VK_DRIVER_FILES"];
    for (const name of names) assertNotEquals(await of("auto", { [name]: "1" }), before, name);
    assertNotEquals(await of("cpu", {}), before);
  }));

Deno.test("circumstances() contains the version of Deno", () => {
  assertEquals(circumstances("auto", {})[0], Deno.version.deno);
});
