import { assertEquals } from "@std/assert";
import { README_FILE, readmeOfKernels } from "../../device/kernels_readme.ts";

Deno.test("README.md says who computes what: write it anew with deno task kernels", async () => {
  const written = await Deno.readTextFile(README_FILE);
  assertEquals(written.replaceAll("\r\n", "\n"), await readmeOfKernels());
});
