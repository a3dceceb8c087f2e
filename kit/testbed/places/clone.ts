/**
 * The repository as Git writes it on another system.
 * @module
 */
import { join } from "node:path";
import { removeFolder } from "../remove_folder.ts";
import { root } from "../../base/root.ts";
import { runCommand } from "./place.ts";

/** Whether this folder is a repository, which a course from an archive is not. */
export const isRepository: boolean = await runGit(root, "rev-parse", "--verify", "HEAD").then(() => true, () => false);

/**
 * Clones the last commit as Git for Windows does.
 * @param attributes The text that replaces `.gitattributes`.
 */
export async function windowsClone(folder: string, attributes = ""): Promise<void> {
  await runGit(root, "clone", "--quiet", "--no-checkout", "-c", "core.autocrlf=true", ".", folder);
  await Deno.writeTextFile(join(folder, ".git", "info", "attributes"), attributes);
  await runGit(folder, "checkout", "--quiet", "HEAD");
}

/** Runs `work` in such a clone, which is deleted afterwards. */
export async function inWindowsClone(attributes: string, work: (folder: string) => Promise<void>): Promise<void> {
  const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const folder = join(scratch, "course");
    await windowsClone(folder, attributes);
    await work(folder);
  } finally {
    removeFolder(scratch);
  }
}

async function runGit(folder: string, ...words: string[]): Promise<void> {
  const { code, stderr } = await runCommand(["git", ...words], folder);
  if (code !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
}
