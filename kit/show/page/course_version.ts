/**
 * The version of the course, for the person who is asked for help.
 * @module
 */
import { join } from "node:path";
import { printableLine } from "../../base/printable.ts";
import { root } from "../../base/root.ts";
import { course } from "../../../syllabus.ts";

/** The longest version, in characters. */
const LONGEST = 100;

/**
 * The course's name, the newest heading of its changelog, and the last commit that changed the kit, if Git knows it: a
 * learner's own commits change only lessons.
 * @example "Downhill, Unreleased, commit 1dd07438a of 2026-11-30"
 * @param folder The folder of the course.
 */
export async function courseVersion(folder: string = root): Promise<string> {
  const changelog = await Deno.readTextFile(join(folder, "CHANGELOG.md")).catch(() => "");
  const heading = /^## (.+)$/m.exec(changelog)?.[1];
  const commit = await lastCommit(folder);
  const parts = [course.name, ...heading ? [heading] : [], ...commit ? [`commit ${commit}`] : []];
  return printableLine(parts.join(", "), LONGEST);
}

async function lastCommit(folder: string): Promise<string> {
  const args = ["-C", folder, "log", "-1", "--format=%h of %as", "--", "kit"];
  try {
    const { success, stdout } = await new Deno.Command("git", { args, stdin: "null", stderr: "null" }).output();
    return success ? new TextDecoder().decode(stdout).trim() : "";
  } catch {
    return ""; // there is no Git here
  }
}
