/**
 * @module
 */
import type { KernelBackend } from "@tensorflow/tfjs";

/**
 * Whether nobody has given `backend` a method of their own: a lesson could do that in the moment between its start and
 * the lock (see lock_engine.ts).
 */
export function isGenuine(backend: KernelBackend): boolean {
  const prototype = Object.getPrototypeOf(backend);
  return Object.entries(backend).every(([name, value]) => typeof value !== "function" || !(name in prototype));
}
