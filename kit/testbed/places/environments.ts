/**
 * Environments in which the course must start: with any values of environment variables, and in any folder.
 * @module
 */
import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { courseCopy } from "../course_copy.ts";
import { installedPackages, placeOf } from "../../base/installed_packages.ts";
import { assertJudges, LESSON, type Place, runCommand, skippedUnless } from "./place.ts";

const course = await courseCopy(LESSON);
addEventListener("unload", () => course.remove());
const { folder, registry } = placeOf(import.meta.resolve("marked"), dirname(installedPackages()!.folder))!;

/** An address at which nothing listens: it must never be used. */
const NOBODY = "http://ada:password@127.0.0.1:9/mirror/";

/** The places, by their special features. Each place can use `scratch`, an empty folder. */
const PLACES: Record<string, (scratch: string) => Place | Promise<Place>> = {
  "TMPDIR contains spaces, commas and quotation marks": async (scratch) => {
    const TMPDIR = join(scratch, "for 'Ada', \"Jörg\" 100% #1");
    await Deno.mkdir(TMPDIR);
    return { env: { TMPDIR } };
  },
  "TMPDIR, TMP and TEMP name folders that do not exist": () => {
    return { env: { TMPDIR: "/nowhere/at/all", TMP: "nowhere", TEMP: "/nowhere" } };
  },
  "TMPDIR names a folder in which nobody can write": () => ({ env: { TMPDIR: "/proc" } }),
  "HOME and XDG_CACHE_HOME are not set": () => ({ wrap: ["env", "-u", "HOME", "-u", "XDG_CACHE_HOME"] }),
  "DENO_DIR contains strange characters": async (scratch) => {
    const DENO_DIR = join(scratch, "Ada's, cache 100% #1");
    await Deno.symlink(dirname(folder), DENO_DIR);
    return { env: { DENO_DIR } };
  },
  "DENO_DIR is relative": async () => {
    await Deno.symlink(dirname(folder), course.path("cache of deno"));
    return { env: { DENO_DIR: "cache of deno" } };
  },
  "the locale is C": () => ({ env: { LANG: "C", LC_ALL: "C" } }),
  "PATH has relative and empty entries": () => ({ env: { PATH: `:.:bin:${Deno.env.get("PATH")}:` } }),
  "standard input is closed": () => ({ wrap: ["sh", "-c", 'exec "$@" <&-', "sh"] }),
  "no proxy can be reached": () => ({ env: { HTTP_PROXY: NOBODY, HTTPS_PROXY: NOBODY, ALL_PROXY: NOBODY } }),
  "there is an access token for each server": () => {
    return { env: { DENO_AUTH_TOKENS: "password@127.0.0.1", NPM_TOKEN: "password", DENO_TLS_CA_STORE: "system" } };
  },
  "packages come from a mirror that NPM_CONFIG_REGISTRY names": async (scratch) => {
    return { env: { NPM_CONFIG_REGISTRY: NOBODY, DENO_DIR: await cacheOf("9/mirror", scratch) } };
  },
  "packages come from a mirror that an .npmrc in the home folder names": async (scratch) => {
    await Deno.writeTextFile(join(scratch, ".npmrc"), "registry=http://npm.invalid/mirror\n");
    return { env: { HOME: scratch, DENO_DIR: await cacheOf("npm.invalid/mirror", scratch) } };
  },
  "packages come from a mirror that an .npmrc in the course names": async (scratch) => {
    const text = "registry=${DOWNHILL_MIRROR}\n//npm.invalid/:_authToken=${NPM_TOKEN}\n";
    await Deno.writeTextFile(course.path(".npmrc"), text);
    const env = { DOWNHILL_MIRROR: "http://npm.invalid:4873/", NPM_TOKEN: "password" };
    return { env: { ...env, DENO_DIR: await cacheOf("npm.invalid_4873", scratch) } };
  },
  "npm is also used in the course's folder": async () => {
    await Deno.mkdir(course.path("node_modules", "marked"), { recursive: true });
    await Deno.writeTextFile(course.path("package.json"), '{ "name": "mine", "type": "commonjs" }');
    return {};
  },
  "the parent folder belongs to another program": async () => {
    const text = '{ "imports": { "marked": "npm:marked@17.0.0" }, "nodeModulesDir": "manual" }';
    await Deno.writeTextFile(course.path("..", "deno.json"), text);
    await Deno.writeTextFile(course.path("..", "package.json"), '{ "dependencies": { "marked": "17.0.0" } }');
    await Deno.writeTextFile(course.path("..", ".npmrc"), `registry=${NOBODY}`);
    return {};
  },
};

/** The names of all environments. */
export const ENVIRONMENTS: readonly string[] = Object.keys(PLACES);

/** Registers the tests of some environments. */
export function testEnvironments(names: readonly string[]): void {
  for (const name of names) testEnvironment(name, PLACES[name]);
}

function testEnvironment(name: string, setUp: (scratch: string) => Place | Promise<Place>): void {
  Deno.test({
    name: `a lesson is judged where ${name}`,
    ...skippedUnless(Deno.build.os !== "windows", `where ${name}, because this is Windows`),
    fn: async () => {
      const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
      try {
        await assertJudges(course, await setUp(scratch));
      } finally {
        await Deno.remove(scratch, { recursive: true });
        const left = ["cache of deno", ".npmrc", "node_modules", "package.json", "../deno.json", "../package.json"];
        for (const path of [...left, "../.npmrc"].map((each) => course.path(each))) {
          await Deno.remove(path, { recursive: true }).catch(() => {});
        }
      }
    },
  });
}

/** A cache folder in which the packages seem to have come from another registry. */
async function cacheOf(name: string, scratch: string): Promise<string> {
  const target = join(scratch, "cache", "npm", name);
  await Deno.mkdir(dirname(target), { recursive: true });
  const { code, stderr } = await runCommand(["cp", "-al", join(folder, registry), target], scratch);
  assertEquals([code, stderr], [0, ""]);
  return join(scratch, "cache");
}
