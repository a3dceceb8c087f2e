/**
 * @module
 */

/**
 * The value of an environment variable; undefined if this process may not read it. Never asks the user for a
 * permission.
 */
export function readableVariable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
