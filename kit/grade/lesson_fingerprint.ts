/**
 * @module
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../base/root.ts";
import { sha256 } from "../base/sha256.ts";
import { fingerprint } from "../teach/verify/fingerprint.ts";
import type { CourseFiles } from "../judge/run/job.ts";

/** The parts of the kit that every verdict depends on. */
const KIT = [
  ...["kit/base", "kit/learn", "kit/judge", "kit/testing.ts", "mod.ts", "import_map.json"],
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock"],
];

/** The parts of the course that the verdict on `lesson` depends on. */
function partsOf(lesson: string): string[] {
  return [
    ...["syllabus.ts", "data", `solutions/${lesson}.ts`, `tests/${lesson}_test.ts`],
    ...["tests/oracles", `tests/oracles/${lesson}.ts`, `tests/diagnoses/${lesson}.json`],
  ];
}

/** Makes texts that change with everything that can change the verdicts on a lesson, except the machine. */
export async function lessonFingerprints(
  { folder }: CourseFiles,
  lessons: readonly string[],
): Promise<Map<string, string>> {
  const kit = await fingerprint(root, KIT, [Deno.version.deno]);
  const course = fileURLToPath(folder);
  const place = relative(root, course); // the parts of a course are named from the root, like those of the kit
  const fingerprints = lessons.map(async (lesson): Promise<[string, string]> => {
    const parts = partsOf(lesson).map((part) => place === "" ? part : `${place}/${part}`);
    return [lesson, sha256(kit + await fingerprint(root, parts, []))];
  });
  return new Map(await Promise.all(fingerprints));
}
