/**
 * Whether devices and kernels may be registered with TF.js: only while a package of TF.js is being loaded, or our
 * kernels are being installed. Otherwise a lesson could register its own device in place of one that has not been
 * started yet. See wasm_backend.ts and webgpu_backend.ts.
 * @module
 */

let isOpen = false;

/** Opens or closes the registry. */
export function setRegistryOpen(open: boolean): void {
  isOpen = open;
}

/** Whether the registry is open now. */
export function isRegistryOpen(): boolean {
  return isOpen;
}

/** Opens the registry, calls `install`, and closes it. */
export function whileRegistering(install: () => void): void {
  isOpen = true;
  try {
    install();
  } finally {
    isOpen = false;
  }
}
