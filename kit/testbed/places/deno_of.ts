/**
 * Other versions of Deno, from npm.
 * @module
 */
import { runCommand } from "./place.ts";

/** The command that starts this version of Deno, for example "2.7"; null if it cannot be downloaded. */
export async function denoOf(version: string): Promise<string[] | null> {
  const command = ["npx", "-y", `deno@${version}`];
  const { code } = await runCommand([...command, "--version"], ".").catch(() => ({ code: 1 }));
  return code === 0 ? command : null;
}
