import { assertEquals } from "@std/assert";
import { README_FILE, withList } from "./readme.ts";

Deno.test("README.md has the present list of replacements: write it again with deno task kernels", async () => {
  const written = (await Deno.readTextFile(README_FILE)).replaceAll("\r\n", "\n");
  assertEquals(written, withList(written));
});
