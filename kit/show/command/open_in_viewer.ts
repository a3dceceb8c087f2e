/**
 * @module
 */
import { svgProblem } from "../../learn/plot/parts/harmless_svg.ts";
import { printableName } from "../../base/printable.ts";

/** The largest file that can be one of our pictures, in bytes. */
const LARGEST = 2 ** 24;

/**
 * Opens a file with the system's program for such files. For an SVG, this is a browser, which would run any scripts in
 * the file. So an SVG is opened only if it contains nothing but a picture. Files in the folder for pictures may come
 * from anywhere, for example from a lesson that was started with `deno run`.
 * @returns A sentence that says why the file was not opened; undefined if the program was started.
 */
export async function openInViewer(path: string): Promise<string | undefined> {
  const name = printableName(path);
  const problem = path.endsWith(".svg") ? await problemOf(path) : undefined;
  if (problem) return `${name} was not opened. ${problem}`;
  const command = { darwin: ["open"], windows: ["cmd", "/c", "start", ""] }[Deno.build.os as string] ?? ["xdg-open"];
  const [program, ...args] = command;
  const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const isOpen = await new Deno.Command(program, { args: [...args, path], ...quiet }).output()
    .then(({ success }) => success, () => false); // there is no such program here
  return isOpen ? undefined : `No program to open ${name} was found: open it by hand.`;
}

async function problemOf(path: string): Promise<string | undefined> {
  try {
    const { isFile, size } = await Deno.lstat(path);
    if (!isFile || size > LARGEST) return "It is not a file, or it is too large for a picture: draw it again.";
    return svgProblem(await Deno.readTextFile(path));
  } catch (error) {
    return `It cannot be read (${printableName((error as Error).message)}): draw it again.`;
  }
}
