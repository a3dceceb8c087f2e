/** @module */
import { setRegistryOpen } from "./registry.ts";

setRegistryOpen(true);
