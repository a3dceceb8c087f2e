/**
 * Tests one environment of each kind. Each test takes a few seconds, because the course is set up in a new place. The
 * other environments are tested in `long/`, and so are mirrors of the registry, whose packages are compiled anew.
 * @module
 */
import { testEnvironments } from "./environments.ts";

testEnvironments([
  "TMPDIR contains spaces, commas and quotation marks",
  "DENO_DIR contains strange characters",
  "PATH has relative and empty entries",
  "standard input is closed",
  "npm is also used in the course's folder",
  "the parent folder belongs to another program",
]);
