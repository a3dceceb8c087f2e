/**
 * @module
 */

/**
 * Whether this process may read `path`. Never asks the user for a permission. Deno remembers the answer for each path
 * until the process ends, so a process that may read everything does not ask about paths: the judge of a class looks at
 * the paths of thousands of processes.
 */
export function mayRead(path: string): boolean {
  const all = Deno.permissions.querySync({ name: "read" });
  if (all.state === "granted" && !all.partial) return true;
  return Deno.permissions.querySync({ name: "read", path }).state === "granted";
}
