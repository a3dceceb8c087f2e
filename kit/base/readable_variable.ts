/**
 * @module
 */

/** A variable of the environment; one that this process may not read is as if it were not set. Never asks for it. */
export function readableVariable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
