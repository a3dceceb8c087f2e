/**
 * @module
 */
import { register, reshaped } from "./wasm_backend.ts";

/** What only looks at a tensor in another way shares its numbers, of whatever type: nobody writes to them. */
export function installShared(): void {
  register("Identity", ({ x }, _, backend) => reshaped(backend, x, x.shape));
}
