/**
 * @module
 */
import { extname, join } from "node:path";
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
  const { success, stderr } = await format(root, ["--check", ...parts]);
  if (success) return problems;
  const text = new TextDecoder().decode(stderr);
  // a file that cannot be parsed is reported when it is loaded
  const files = [...text.matchAll(/^from (.*):$/gm)].map(([, path]) => path);
  for (const file of files) {
    if (await differsInLineEndsOnly(root, file)) continue;
    problems.push(`${file.replace(root, "")} is not formatted: run deno fmt.`);
  }
  return problems;
}

/** Whether formatting changes nothing but \r\n to \n: a checkout on Windows has \r\n everywhere. */
async function differsInLineEndsOnly(root: string, file: string): Promise<boolean> {
  const text = await Deno.readTextFile(file);
  if (!text.includes("\r\n")) return false;
  const { stdout } = await format(root, [`--ext=${extname(file).slice(1)}`, "-"], text);
  return new TextDecoder().decode(stdout) === text.replaceAll("\r\n", "\n");
}

/** Runs `deno fmt` with the course's own rules, and returns its output. */
async function format(root: string, words: readonly string[], stdin = ""): Promise<Deno.CommandOutput> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["fmt", `--config=${join(root, "deno.json")}`, ...words],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const [output] = await Promise.all([process.output(), new Blob([stdin]).stream().pipeTo(process.stdin)]);
  return output;
}
