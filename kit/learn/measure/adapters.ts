/**
 * The WebGPU adapters of this machine.
 * @module
 */
import { fileURLToPath } from "node:url";

/** A device for WebGPU: a GPU, or software that replaces one. */
export interface Adapter {
  /** Its name. */
  name: string;
  /** Whether it is software. */
  isSoftware: boolean;
  /** The request to WebGPU that returns it. */
  request: GPURequestAdapterOptions;
}

/** How long to wait for a driver that does not answer, in milliseconds. */
const LIMIT_MS = 10_000;

/** Finds the adapters, which takes a tenth of a second; TF.js uses the first one. */
export async function findAdapters(): Promise<Adapter[]> {
  const program = fileURLToPath(new URL("./adapters_program.ts", import.meta.url));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-config", "--no-lock", "--no-check", "--no-prompt", program],
    ...{ stdin: "null", stderr: "null", signal: AbortSignal.timeout(LIMIT_MS) },
  }).output();
  try {
    return JSON.parse(new TextDecoder().decode(stdout));
  } catch {
    return []; // the driver crashed or did not answer: it cannot be used
  }
}
