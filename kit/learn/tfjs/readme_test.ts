import { assertEquals } from "@std/assert";
import { README_FILE, withList } from "./readme.ts";

Deno.test("README.md has the current list of replacements; if not, run deno task kernels", async () => {
  const written = (await Deno.readTextFile(README_FILE)).replaceAll("\r\n", "\n");
  assertEquals(written, withList(written));
});
