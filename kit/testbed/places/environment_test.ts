/**
 * Tests the two environments that are most likely to fail. Each test takes a few seconds, because the course is set up in
 * a new place. All environments are tested in `long/`.
 * @module
 */
import { testEnvironments } from "./environments.ts";

testEnvironments([
  "TMPDIR contains spaces, commas and quotation marks",
  "DENO_DIR contains strange characters",
]);
