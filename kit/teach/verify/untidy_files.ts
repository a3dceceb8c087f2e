/**
 * @module
 */
import { join } from "node:path";
import { lessonParts } from "./fingerprint.ts";

/** A page with a row for every lesson, if a course has one. */
const NOTEBOOK = "docs/notebook.md";

/** One sentence for each file of `lesson` that is not formatted, and for a missing row in docs/notebook.md. */
export async function untidyFiles(root: string, lesson: string): Promise<string[]> {
  const problems: string[] = [];
  const notebook = await Deno.readTextFile(join(root, NOTEBOOK)).catch(() => null);
  if (notebook !== null && !notebook.includes(`| ${lesson} `)) {
    problems.push(`${NOTEBOOK} has no row for ${lesson}: add one that says what it teaches and which checks test it.`);
  }
  const parts: string[] = [];
  for (const part of lessonParts(lesson).filter((path) => !/\.(svg|json)$/.test(path))) {
    if (await Deno.stat(join(root, part)).then(() => true, () => false)) parts.push(part);
  }
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--check", `--config=${join(root, "deno.json")}`, ...parts],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  if (success) return problems;
  const text = new TextDecoder().decode(stderr);
  const files = [...text.matchAll(/^from (.*):$/gm)].map(([, path]) => path.replace(root, ""));
  // a file that cannot be parsed is reported when it is loaded
  return [...problems, ...files.map((file) => `${file} is not formatted: run deno fmt.`)];
}
