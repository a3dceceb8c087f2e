/**
 * Tests what a program can see and do behind the walls. Each test starts a process that has all of Deno's permissions.
 * So the first wall does not stop it; the second wall and the kernel must.
 * @module
 */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { root } from "../../../base/root.ts";
import { waitUntil } from "../../../testbed/hostile/processes.ts";
import { denoFolder } from "../../../base/deno_folder.ts";
import type { Program, Walls } from "./start_program.ts";

const isLinux = Deno.build.os === "linux";

/** Environment variables for the different ways to start a program, from two walls to no limits by the kernel. */
const WAYS: readonly { name: string; env: Record<string, string>; walls: Walls }[] = [
  { name: "two walls", env: {}, walls: 2 },
  { name: "one wall", env: { DOWNHILL_WALLS: "1" }, walls: 1 },
  { name: "one wall and no kernel limits", env: { DOWNHILL_LIMITS: "poll" }, walls: 1 },
];

/** Runs a program in one of these ways, in a new process, because the way is determined only once per process. */
async function started(
  { env, code, program = {}, then = "" }: {
    env: Record<string, string>;
    /** The code of the program, which has all permissions. */
    code: string;
    program?: Partial<Program>;
    /** Code that the judge runs before it waits for the end. */
    then?: string;
  },
): Promise<{ walls: number; isMemoryLimited: boolean; out: string; folder: string }> {
  const folder = await Deno.makeTempDir();
  const lesson = `${folder}/04_gradient_descent.ts`;
  await Deno.writeTextFile(lesson, "export const x = 1;");
  const all = { lesson, isEdited: false, files: [], usesGpu: false, memoryMiB: 900, ...program };
  const judge = `
    const { startProgram } = await import(${JSON.stringify(import.meta.resolve("./start_program.ts"))});
    const code = ${JSON.stringify(`const LESSON = ${JSON.stringify(lesson)}; ${code}`)};
    const { child, walls, isMemoryLimited } = startProgram(${JSON.stringify(all)}, () => ["eval", code]);
    child.stdin.close();
    ${then}
    const { stdout, stderr } = await child.output();
    const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    console.log(JSON.stringify({ walls, isMemoryLimited, out: out + errors }));`;
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), { args: ["eval", judge], env, cwd: root })
      .output();
    const text = new TextDecoder().decode(stdout);
    assert(text, new TextDecoder().decode(stderr));
    return { ...JSON.parse(text), folder };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const hasTwoWalls = isLinux && (await started({ env: {}, code: "" })).walls === 2;

for (const { name, env, walls } of WAYS) {
  Deno.test({
    name: `startProgram(), ${name}: passes on only environment variables that Deno needs`,
    ignore: walls === 2 && !hasTwoWalls,
    fn: async () => {
      const secret = {
        DOWNHILL_SECRET: "1",
        HOME: Deno.env.get("HOME") ?? "",
        HTTPS_PROXY: "http://ada:password@127.0.0.1:9",
        NPM_TOKEN: "password",
        DENO_AUTH_TOKENS: "password@127.0.0.1:9",
        DENO_CERT: "/password.pem",
      };
      const outcome = await started({
        env: { ...env, ...secret, NPM_CONFIG_REGISTRY: "http://ada:password@127.0.0.1:9/mirror" },
        code: "console.log(JSON.stringify(Deno.env.toObject()))",
      });
      const environment = JSON.parse(outcome.out);
      assertEquals(outcome.walls, walls);
      assertEquals(environment.NO_COLOR, "1");
      assertEquals(environment.NPM_CONFIG_REGISTRY, "http://127.0.0.1/9/mirror"); // contains no password
      assert(!outcome.out.includes("password"), outcome.out);
      for (const name of Object.keys(secret)) assertEquals(name in environment, false, name);
    },
  });

  Deno.test({
    name: `startProgram(), ${name}: gives the program a cache of its own, and removes it at the end`,
    ignore: walls === 2 && !hasTwoWalls,
    fn: async () => {
      const code = "Deno.writeTextFileSync(Deno.env.get('DENO_DIR') + '/v8_code_cache_v2', 'mine'); " +
        "console.log(Deno.env.get('DENO_DIR'))";
      const { out } = await started({ env, code });
      const cache = out.trim();
      assert(cache !== "" && !(Deno.env.get("DENO_DIR") ?? "").startsWith(cache), out);
      const isThere = () => [...Deno.readDirSync("/")].some(({ name }) => `/${name}` === cache) || exists(cache);
      await waitUntil(() => !isThere(), 5000);
      assert(!isThere(), `${cache} was left`);
    },
  });
}

Deno.test({
  name: "startProgram() uses another folder if the one in TMPDIR is not writable",
  ignore: Deno.build.os === "windows", // on Windows, the folder in the variable is used without a test
  fn: async () => {
    for (const TMPDIR of ["/nowhere/at/all", "/proc", "no such folder", "/tmp,/etc"]) {
      const code = "console.log(Deno.statSync(Deno.env.get('DENO_DIR')).isDirectory)";
      const { out } = await started({ env: { DOWNHILL_WALLS: "1", TMPDIR }, code });
      assertEquals(out, "true\n", TMPDIR);
    }
  },
});

Deno.test("startProgram() refuses to start if a required wall is not possible", async () => {
  const says = async (env: Record<string, string>) => {
    const code = `const { startProgram } = await import(${JSON.stringify(import.meta.resolve("./start_program.ts"))});
      try { startProgram({ lesson: "x", isEdited: false, files: [], usesGpu: false, memoryMiB: 900 }, () => []); }
      catch (error) { console.log(error.name, error.message); }`;
    const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["eval", code], env, cwd: root }).output();
    return new TextDecoder().decode(stdout);
  };
  assertStringIncludes(
    await says({ DOWNHILL_WALLS: "2", DOWNHILL_LIMITS: "poll" }),
    "bubblewrap or util-linux cannot be",
  );
  assertStringIncludes(await says({ DOWNHILL_WALLS: "3" }), 'DOWNHILL_WALLS is "3": set it to 1 or 2.');
});

Deno.test({
  name: "startProgram() lets the kernel limit memory and the size of files",
  ignore: !isLinux,
  fn: async () => {
    const { out, isMemoryLimited } = await started({
      env: {},
      code: "console.log(Deno.readTextFileSync('/proc/self/limits'))",
    });
    assert(isMemoryLimited);
    assertMatch(out, /Max data size\s+943718400\s+943718400/);
    assertMatch(out, /Max file size\s+67108864\s+67108864/);
  },
});

Deno.test({
  name: "startProgram() limits CPU time if the kernel cannot limit the memory",
  ignore: !isLinux,
  fn: async () => {
    const env = { DOWNHILL_LIMITS: "poll" };
    const { out, isMemoryLimited } = await started({
      env,
      code: "console.log(Deno.readTextFileSync('/proc/self/limits'))",
    });
    assertEquals(isMemoryLimited, false);
    assertMatch(out, /Max cpu time\s+600/);
  },
});

Deno.test({
  name: "startProgram(), two walls: a program sees only the lesson and what the course needs",
  ignore: !hasTwoWalls,
  fn: async () => {
    const home = Deno.env.get("HOME")!;
    const code = `
      const look = (path) => { try { return Deno.readTextFileSync(path).length > 0; } catch { return false; } };
      const list = (path) => { try { return [...Deno.readDirSync(path)].map(({ name }) => name).sort(); } catch { return null; } };
      console.log(JSON.stringify({
        lesson: look(LESSON), beside: list(LESSON.replace(/\\/[^/]*$/, "")),
        course: list(${JSON.stringify(root)}), solution: look(${
      JSON.stringify(`${root}solutions/04_gradient_descent.ts`)
    }),
        passwords: look("/etc/passwd"), home: list(${JSON.stringify(home)}), tmp: list("/tmp"), shm: list("/dev/shm"),
        processes: list("/proc").filter((name) => /^\\d+$/.test(name)).length, gpu: list("/dev/dri"), sys: list("/sys") }));`;
    const stray = await Deno.makeTempFile({ dir: "/tmp" });
    const { out, folder } = await started({ env: {}, code });
    await Deno.remove(stray);
    const seen = JSON.parse(out);
    assertEquals(seen.lesson, true);
    assertEquals(seen.beside, ["04_gradient_descent.ts"]);
    assertEquals(seen.course.filter((name: string) => ["solutions", "tests", "lessons", ".git"].includes(name)), []);
    assertEquals([seen.solution, seen.passwords, seen.gpu, seen.sys], [false, false, null, null]);
    // the folders that may be visible: those of the lesson, the course, Deno's cache and Deno
    const shown = [folder, root, denoFolder((name) => Deno.env.get(name))!, Deno.execPath()];
    const others = (parent: string, names: string[] | null) =>
      names?.filter((name) => !shown.some((path) => `${path}/`.startsWith(`${parent}/${name}/`))) ?? [];
    assertEquals(others("/tmp", seen.tmp), []);
    assertEquals(others(home, seen.home), []);
    assertEquals(seen.shm, []);
    assert(seen.processes <= 3, `${seen.processes} processes`); // bubblewrap's processes, and Deno
  },
});

Deno.test({
  name: "startProgram(), two walls: a program can write only a little, can change no file, and has no network",
  ignore: !hasTwoWalls,
  fn: async () => {
    const code = `
      const attempt = (work) => { try { work(); return "done"; } catch (error) { return error.message; } };
      const many = new Uint8Array(2 ** 25);
      console.log(attempt(() => Deno.writeFileSync("/tmp/many", many)));
      console.log(attempt(() => Deno.writeFileSync("/dev/shm/many", many)));
      console.log(attempt(() => Deno.writeTextFileSync(LESSON, "")));
      console.log(attempt(() => Deno.writeTextFileSync(${JSON.stringify(`${root}kit/base/root.ts`)}, "")));
      console.log(attempt(() => new Deno.Command("/bin/sh").outputSync()));
      console.log(await Deno.connect({ hostname: "127.0.0.1", port: 9 }).then(() => "done", (error) => error.message));`;
    const lines = (await started({ env: {}, code })).out.trim().split("\n");
    assertEquals(lines.length, 6, lines.join("\n"));
    for (const line of lines.slice(0, 2)) assertStringIncludes(line, "No space left");
    for (const line of lines.slice(2, 4)) assertStringIncludes(line, "Read-only file system");
    for (const line of lines.slice(4)) assert(line !== "done", line);
  },
});

for (const { name, env, walls } of WAYS) {
  Deno.test({
    name: `startProgram(), ${name}: a program that sleeps ends with its judge, even if the judge was killed`,
    ignore: !isLinux || walls === 2 && !hasTwoWalls,
    fn: async () => {
      const mark = crypto.randomUUID();
      const code = `const mark = "${mark}"; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`;
      const then = `await new Promise((resolve) => setTimeout(resolve, 300)); Deno.kill(Deno.pid, "SIGKILL");`;
      await started({ env, code, then }).catch(() => {});
      await waitUntil(() => running(mark).length === 0, 5000);
      assertEquals(running(mark), []);
    },
  });
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The command lines of all processes in whose command line `mark` occurs. */
function running(mark: string): string[] {
  return [...Deno.readDirSync("/proc")].filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => {
    try {
      return Deno.readTextFileSync(`/proc/${name}/cmdline`);
    } catch {
      return ""; // the process has ended by now
    }
  }).filter((command) => command.includes(mark));
}
