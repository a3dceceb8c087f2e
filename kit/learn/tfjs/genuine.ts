/**
 * @module
 */
import type { KernelBackend } from "@tensorflow/tfjs";

/**
 * Whether all methods of `backend` are those of its class: a lesson could replace a method after the backend starts and
 * before it is locked (see lock_engine.ts).
 */
export function isGenuine(backend: KernelBackend): boolean {
  const prototype = Object.getPrototypeOf(backend);
  return Object.entries(backend).every(([name, value]) => typeof value !== "function" || !(name in prototype));
}
