/**
 * @module
 */

/**
 * The processes that run the module or folder at `path`, after a second for the system to clear up; where there is no
 * /proc to look into, none.
 */
export async function processesOf(path: string): Promise<string[]> {
  for (const deadline = Date.now() + 1000;;) {
    const commands = commandLines().filter((command) => command.includes(path) && command.includes("host.ts"));
    if (commands.length === 0 || Date.now() > deadline) return commands;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Of every process on this machine; one that has ended and is not yet cleared away has an empty one. */
function commandLines(): string[] {
  if (Deno.build.os !== "linux") return [];
  return [...Deno.readDirSync("/proc")].filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => {
    try {
      return Deno.readTextFileSync(`/proc/${name}/cmdline`);
    } catch {
      return ""; // it ended meanwhile
    }
  });
}
