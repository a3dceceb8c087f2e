/**
 * Does what open_registry.ts does, for a second package.
 * @module
 */
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(true);
