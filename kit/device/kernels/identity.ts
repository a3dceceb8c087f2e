/**
 * @module
 */
import { register, registered, reshaped } from "./wasm_backend.ts";

/** A copy that is never written to needs no memory of its own. */
export function installIdentity(): void {
  const original = registered("Identity");
  register("Identity", ({ x }, attributes, backend) => {
    if (x.dtype === "string") return original({ x }, attributes, backend);
    return reshaped(backend, x, x.shape);
  });
}
