/**
 * Opens the registry for the import that comes next: an import runs before every statement of its module, so only
 * another import can run before it.
 * @module
 */
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(true);
