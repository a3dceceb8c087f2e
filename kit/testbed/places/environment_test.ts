/**
 * Tests one environment of each kind. Each test takes a few seconds, because the course is set up in a new place. The
 * others are in `long/`.
 * @module
 */
import { testEnvironments } from "./environments.ts";

testEnvironments([
  "TMPDIR has spaces, commas and quotation marks in it",
  "DENO_DIR has strange characters in it",
  "packages come from a mirror that an .npmrc in the course names",
  "PATH has relative and empty entries",
  "standard input is closed",
  "npm is used in its folder, too",
  "the folder around it belongs to another program",
]);
