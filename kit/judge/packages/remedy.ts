/**
 * Says what to do if packages cannot be fetched.
 * @module
 */
import { join } from "node:path";
import { digitsOf } from "../../base/lesson_number.ts";
import { root } from "../../base/root.ts";
import { syllabus } from "../../../syllabus.ts";
import { isDiskFull, isReadOnly } from "../../base/write.ts";
import { missingPackages, neededPackages } from "./missing.ts";

/**
 * Says what to do first, in a few words without a full stop.
 * @param problem Deno's error message.
 */
export function remedy(problem: string): string {
  if (isDiskFull(problem)) return "the disk is full, so free some space";
  if (isReadOnly(problem)) {
    return "Deno's cache folder is read-only, so allow writing there, or set DENO_DIR to another folder";
  }
  return "check the network";
}

/** Says which lessons work while some packages are missing from `folder`. */
export async function withoutThem(folder: string): Promise<string> {
  const first = neededPackages(await Deno.readTextFile(join(root, "deno.light.lock")));
  const light = syllabus.filter(({ device }) => device === null).map(({ id }) => digitsOf(id));
  if (missingPackages(folder, first).length > 0 || light.length === 0) return "No lesson works without them.";
  return light.length === 1 ? `Lesson ${light} works without them.` : `Lessons ${light.join(", ")} work without them.`;
}
