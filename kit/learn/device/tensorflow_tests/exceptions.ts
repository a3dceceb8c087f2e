/**
 * @module
 */
import { fileOf } from "./run_files.ts";

/**
 * TF.js's own tests that fail on a device although they pass with TF.js alone on the cpu: `FILE: NAME`, then the
 * reason. If one of them passes on the device, this is an error. At most ten per device.
 */
export const EXCEPTIONS: Record<"cpu" | "wasm", Readonly<Record<string, string>>> = {
  cpu: {},
  wasm: {
    "engine_test.js: Switching cpu backends Move data from cpu1 to cpu2 backend": "TF.js runs it on the cpu only",
    "engine_test.js: Switching cpu backends can execute op with data from mixed backends":
      "TF.js runs it on the cpu only",
  },
};

/**
 * The exceptions on `device` for tests in `files`. Exceptions for files that do not exist are included, so that they
 * are reported.
 */
export function exceptionsFor(
  device: "cpu" | "wasm",
  files: readonly string[],
  allFiles: readonly string[],
): Record<string, string> {
  const isDue = (file: string) => files.includes(file) || !allFiles.includes(file);
  return Object.fromEntries(Object.entries(EXCEPTIONS[device]).filter(([name]) => isDue(fileOf(name))));
}
