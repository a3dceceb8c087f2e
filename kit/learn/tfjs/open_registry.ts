/**
 * Opens the registry for the next import: an import runs before every statement of its module, so only another import
 * can run before it.
 * @module
 */
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(true);
