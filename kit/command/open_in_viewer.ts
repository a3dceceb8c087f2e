/**
 * @module
 */

/** Opens a file with whatever the system opens such files with. Returns whether something could be started. */
export async function openInViewer(path: string): Promise<boolean> {
  const command = { darwin: ["open"], windows: ["cmd", "/c", "start", ""] }[Deno.build.os as string] ?? ["xdg-open"];
  try {
    const [program, ...args] = command;
    const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(program, { args: [...args, path], ...quiet }).output()).success;
  } catch {
    return false; // there is no such program here
  }
}
