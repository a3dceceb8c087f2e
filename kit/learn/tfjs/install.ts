/**
 * Installs our replacements for parts of TF.js. README.md lists them, with the reason for each.
 * @module
 */
import "./quiet.ts";
import { areKernelsOff } from "./kernels_off.ts";

/** The only version of TF.js in which we replace parts: the internals of other versions may differ. */
export const WRITTEN_FOR = "4.22.0";

/** The part of TF.js that contains its version. */
type Versioned = Pick<typeof import("@tensorflow/tfjs"), "version">;

let installation: Promise<void> | undefined;
let isDone = false;

/**
 * Replaces TF.js's own gradients, steps and kernels with ours, once: a second call changes nothing. The kernels on wasm
 * are installed when wasm is started. No other version of TF.js is changed, and a line on standard error says so. If
 * `DOWNHILL_KERNELS` is "off", no version is changed.
 * @param tf The TF.js of this program, whose cpu backend has been started.
 */
export async function install(tf: Versioned): Promise<void> {
  await (installation ??= installOnce(tf.version.tfjs));
}

/** Whether our parts have replaced TF.js's own. */
export function isInstalled(): boolean {
  return isDone;
}

async function installOnce(version: string): Promise<void> {
  if (areKernelsOff()) return;
  if (version !== WRITTEN_FOR) {
    console.warn(
      `Downhill replaces parts of TF.js ${WRITTEN_FOR}, but this is ${version}. Without the replacements, ` +
        `it is slower, and not always right on wasm: import npm:@tensorflow/tfjs@${WRITTEN_FOR} to use them.`,
    );
    return;
  }
  const { installTape } = await import("./tape/install.ts");
  installTape();
  isDone = true;
}
