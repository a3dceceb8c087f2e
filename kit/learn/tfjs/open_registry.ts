/**
 * Opens the registry for the next import. Imports run before all statements of their module, so only another import can
 * do this in time.
 * @module
 */
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(true);
