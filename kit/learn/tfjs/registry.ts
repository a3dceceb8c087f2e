/**
 * Whether devices and kernels may be registered with TF.js: only while a package of TF.js's own is loaded, or our
 * kernels are installed. Otherwise a lesson could register its own device in place of one that has not been started
 * yet. See wasm_backend.ts and webgpu_backend.ts.
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
