/**
 * Opens the lesson in an editor on the same machine.
 * @module
 */
import { basename, delimiter, join } from "node:path";

/** An editor that opens a file in its own window. */
export interface Editor {
  /** Its name, for the button. */
  name: string;
  /** Opens a file, at a line if it is known. Does nothing if the editor does not start. */
  open(path: string, line?: number): Promise<void>;
  /** The line that does the same in a terminal. */
  command(path: string, line?: number): string;
}

/** Programs that open a file in a window that is already there, with the arguments for a line. */
const EDITORS: readonly { program: string; name: string; args: (place: string) => string[] }[] = [
  { program: "code", name: "VS Code", args: (place) => ["--goto", place] },
  { program: "codium", name: "VSCodium", args: (place) => ["--goto", place] },
  { program: "cursor", name: "Cursor", args: (place) => ["--goto", place] },
  { program: "zed", name: "Zed", args: (place) => [place] },
  { program: "subl", name: "Sublime Text", args: (place) => [place] },
];

/**
 * The first of these editors that is installed; undefined if there is none. Editors in the terminal are not among them:
 * the terminal shows the verdict.
 * @param folders The folders with programs; by default those of `PATH`.
 */
export async function findEditor(
  folders: readonly string[] = (Deno.env.get("PATH") ?? "").split(delimiter),
): Promise<Editor | undefined> {
  for (const { program, name, args } of EDITORS) {
    const file = await firstFile(folders.filter((folder) => folder !== "").map((folder) => join(folder, program)));
    if (!file) continue;
    const placeOf = (path: string, line?: number) => line === undefined ? path : `${path}:${line}`;
    return {
      name,
      command: (path, line) => [program, ...args(placeOf(path, line))].map(quoted).join(" "),
      open: async (path, line) => {
        const place = placeOf(path, line);
        const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
        try {
          await new Deno.Command(file, { args: args(place), ...quiet }).output();
        } catch {
          // it cannot be started; the path is beside the button
        }
      },
    };
  }
}

/** Editors in the terminal that understand `+7`: line 7. */
const KNOW_LINES = ["vi", "vim", "nvim", "nano", "emacs", "micro"];

/**
 * The line that opens a file in the terminal's own editor, which `VISUAL` or `EDITOR` names; undefined if they name none.
 */
export function ownCommand(
  own: string | undefined = Deno.env.get("VISUAL") || Deno.env.get("EDITOR"),
): Editor["command"] | undefined {
  const program = own?.trim();
  if (!program) return undefined;
  const knowsLines = KNOW_LINES.includes(basename(program.split(/\s/)[0]));
  return (path, line) => [program, ...knowsLines && line !== undefined ? [`+${line}`] : [], quoted(path)].join(" ");
}

/** A word as one types it in a terminal. */
function quoted(word: string): string {
  return /^[\w./\\:+-]+$/.test(word) ? word : `"${word}"`;
}

/** The first of these paths that is a file; on Windows, programs have endings. */
async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  const endings = Deno.build.os === "windows" ? [".exe", ".cmd"] : [""];
  for (const path of paths.flatMap((path) => endings.map((ending) => path + ending))) {
    if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) return path;
  }
}
