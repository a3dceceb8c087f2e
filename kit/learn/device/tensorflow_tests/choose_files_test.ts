import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../../base/usage_error.ts";
import { chooseFiles } from "./choose_files.ts";

const FILES = ["engine_test.js", "ops/fused/fused_mat_mul_test.js", "ops/mat_mul_test.js"];

Deno.test("chooseFiles() finds a file by the end of its path, with and without its extension", () => {
  assertEquals(chooseFiles(FILES, ["mat_mul"]), ["ops/mat_mul_test.js"]);
  assertEquals(chooseFiles(FILES, ["ops/mat_mul_test.js", "engine_test"]), ["engine_test.js", "ops/mat_mul_test.js"]);
});

Deno.test("chooseFiles() takes all files if none is named, and refuses an unknown name", () => {
  assertEquals(chooseFiles(FILES, []), FILES);
  assertThrows(() => chooseFiles(FILES, ["mat_mull"]), UsageError, 'no tests "mat_mull"');
});
