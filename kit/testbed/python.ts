/**
 * Runs Python in tests that read our files with another program's parser.
 * @module
 */

/** The command: the environment variable `PYTHON`, or "python3". */
const interpreter = Deno.env.get("PYTHON") ?? "python3";

/** The options of a test that needs Python, and its name: the reason is added if it is skipped. */
export async function withPython(name: string): Promise<{ name: string; ignore: boolean }> {
  const isHere = await python("print(1)", null).then(() => true, () => false);
  return { name: isHere ? name : `${name} (no Python here)`, ignore: !isHere };
}

/**
 * Runs a program that finds `input` in the variable `data`, and prints JSON.
 * @returns What it printed, decoded.
 */
export async function python(program: string, input: unknown): Promise<unknown> {
  const child = new Deno.Command(interpreter, {
    args: ["-c", `import json, sys\ndata = json.load(sys.stdin)\n${program}`],
    env: { PYTHONIOENCODING: "utf-8" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const [{ success, stdout, stderr }] = await Promise.all([
    child.output(),
    // the program may end before it has read its input
    writer.write(new TextEncoder().encode(JSON.stringify(input))).then(() => writer.close()).catch(() => {}),
  ]);
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
