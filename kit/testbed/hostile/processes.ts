/**
 * @module
 */

/**
 * The processes of lessons that may read the module or folder at `path`. The system first gets some seconds to clean
 * up. The list is empty if there is no /proc.
 */
export async function processesLeft(path: string): Promise<string[]> {
  await waitUntil(() => processesOf(path).length === 0, 5000);
  return processesOf(path);
}

/** The processes of lessons that may read `path` and are running now. */
export function processesOf(path: string): string[] {
  return commandLines().filter((command) => command.includes(path) && command.includes("host.ts"));
}

/** Waits until `condition` is true, but not longer than `mostMs`. */
export async function waitUntil(condition: () => boolean, mostMs = 1000): Promise<void> {
  const deadline = Date.now() + mostMs;
  while (!condition() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The command line of every process on this machine; empty for a process that has ended but is not yet removed. */
function commandLines(): string[] {
  if (Deno.build.os !== "linux") return [];
  return [...Deno.readDirSync("/proc")].filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => {
    try {
      return Deno.readTextFileSync(`/proc/${name}/cmdline`);
    } catch {
      return ""; // it has ended in the meantime
    }
  });
}
