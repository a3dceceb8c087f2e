/**
 * @module
 */

/** A variable of the environment; undefined if this process may not read it. Never asks the user for the permission. */
export function readableVariable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
