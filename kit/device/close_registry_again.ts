/** @module */
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(false);
