/**
 * Makes a fingerprint: a text that changes with everything that can affect the verdict on a lesson.
 * @module
 */
import { join } from "node:path";
import type { DeviceName } from "../../base/devices.ts";
import { sha256 } from "../../base/sha256.ts";

/** Files and folders of the course that all lessons depend on. */
export const COURSE_PARTS: readonly string[] = [
  ...["kit", "mod.ts", "syllabus.ts", "data", "import_map.json", "package.json", "tests/oracles"],
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock"],
];

/** Environment variables that affect how a lesson runs, besides those of the course, `DOWNHILL_…`. */
const VARIABLES = ["DENO_WEBGPU_BACKEND", "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "LD_LIBRARY_PATH"];

/** The files that one lesson depends on besides {@linkcode COURSE_PARTS}. */
export function lessonParts(lesson: string): string[] {
  return [
    ...["solutions", "tests/mutants", "tests/oracles"].map((room) => `${room}/${lesson}.ts`),
    ...[
      `tests/${lesson}_test.ts`,
      `tests/alternatives/${lesson}`,
      `docs/pictures/${lesson}.svg`,
      `tests/diagnoses/${lesson}.json`,
    ],
  ];
}

/** Everything except files that affects how a lesson runs. */
export function circumstances(device: DeviceName, environment: Record<string, string> = Deno.env.toObject()): string[] {
  const variables = Object.keys(environment).filter((name) => /^DOWNHILL_/.test(name) || VARIABLES.includes(name));
  return [
    ...[Deno.version.deno, Deno.version.v8, Deno.build.target, device],
    ...variables.sort().map((name) => `${name}=${environment[name]}`),
  ];
}

/**
 * The fingerprint of files and folders below `root`, and of the texts in `more`. A file in a folder does not count if
 * no lesson depends on it (the kit's own tests), or if only one lesson depends on it (its oracle).
 */
export async function fingerprint(root: string, parts: readonly string[], more: readonly string[]): Promise<string> {
  const lines = [...more];
  for (const part of parts) {
    for (const path of await filesIn(root, part)) {
      lines.push(JSON.stringify([path, sha256(await Deno.readFile(join(root, path)))]));
    }
  }
  return sha256(JSON.stringify(lines));
}

/** The sorted paths of the files in `part`; `part` itself if it is a file; empty if it does not exist. */
async function filesIn(root: string, part: string): Promise<string[]> {
  const path = join(root, part);
  const found = await Deno.stat(path).catch(() => null);
  if (!found?.isDirectory) return found ? [part] : [];
  const names = (await Array.fromAsync(Deno.readDir(path), ({ name }) => name)).sort();
  const paths = await Promise.all(names.map((name) => filesIn(root, `${part}/${name}`)));
  return paths.flat().filter((path) => !/^(kit|tests\/oracles)\/.*_test\.ts$|^tests\/oracles\/\d/.test(path));
}
