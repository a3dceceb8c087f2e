/**
 * Tests one environment of each kind. Each test takes a few seconds, because the course is set up in a new place. The
 * other environments are tested in `long/`.
 * @module
 */
import { testEnvironments } from "./environments.ts";

testEnvironments([
  "TMPDIR contains spaces, commas and quotation marks",
  "DENO_DIR contains strange characters",
  "packages come from a mirror that an .npmrc in the course names",
  "PATH has relative and empty entries",
  "standard input is closed",
  "npm is also used in the course's folder",
  "the parent folder belongs to another program",
]);
