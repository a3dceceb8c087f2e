/**
 * Who may tell TF.js of another device: a package of TF.js's own, while it is loaded. Without this, a lesson could put
 * something of its own in the place of one that has not been started yet.
 *
 *     import "./open_registry.ts";
 *     import "@tensorflow/tfjs-backend-wasm";
 *     import "./close_registry.ts";
 *
 * These three run one directly after the other, and nothing of a lesson's in between.
 * @module
 */

let isOpen = false;

/** Opens or closes it. */
export function setRegistryOpen(open: boolean): void {
  isOpen = open;
}

/** Whether it is open now. */
export function isRegistryOpen(): boolean {
  return isOpen;
}

/** Calls `install` while it is open. */
export function whileRegistering(install: () => void): void {
  isOpen = true;
  try {
    install();
  } finally {
    isOpen = false;
  }
}
