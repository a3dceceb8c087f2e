/**
 * @module
 */

/** Whether this process may read `path`. Never asks the user for a permission. */
export function mayRead(path: string): boolean {
  return Deno.permissions.querySync({ name: "read", path }).state === "granted";
}
