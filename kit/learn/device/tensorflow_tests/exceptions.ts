/**
 * @module
 */
import { fileOf } from "./run_files.ts";

/**
 * Which of TF.js's own tests may fail on a device although they pass with TF.js alone on the cpu, and why:
 * `FILE: NAME`, then the reason. If one passes, that is an error, too. At most ten per device.
 */
export const EXCEPTIONS: Record<"cpu" | "wasm", Readonly<Record<string, string>>> = {
  cpu: {},
  wasm: {
    "engine_test.js: Switching cpu backends Move data from cpu1 to cpu2 backend": "TF.js runs it on the cpu only",
    "engine_test.js: Switching cpu backends can execute op with data from mixed backends":
      "TF.js runs it on the cpu only",
  },
};

/** Those on `device` that `files` must confirm, and those in none of `allFiles`, because they are a mistake. */
export function exceptionsFor(
  device: "cpu" | "wasm",
  files: readonly string[],
  allFiles: readonly string[],
): Record<string, string> {
  const isDue = (file: string) => files.includes(file) || !allFiles.includes(file);
  return Object.fromEntries(Object.entries(EXCEPTIONS[device]).filter(([name]) => isDue(fileOf(name))));
}
