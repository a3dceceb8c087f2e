import { assertEquals } from "@std/assert";
import { gzipOf, tarOf, zipOf } from "../../../testbed/classes/pack.ts";
import { archiveFormat } from "./archive_format.ts";

Deno.test("archiveFormat() recognizes archives by their first bytes", async () => {
  const entries = [{ name: "a", content: "a" }];
  const tar = await tarOf(entries);
  assertEquals(archiveFormat(await zipOf(entries)), { format: "zip" });
  assertEquals(archiveFormat(await zipOf([])), { format: "zip" });
  assertEquals(archiveFormat(tar.subarray(0, 512)), { format: "tar" });
  assertEquals(archiveFormat(await gzipOf(tar)), { format: "tar.gz" });
});

Deno.test("… says which other archive it is", () => {
  const problem = (hex: string) => archiveFormat(Uint8Array.fromHex(hex));
  const remedy = "hand in a .zip or a .tar.gz archive.";
  assertEquals(problem("526172211a0701"), { problem: `is a RAR archive: ${remedy}` });
  assertEquals(problem("377abcaf271c00"), { problem: `is a 7-Zip archive: ${remedy}` });
  assertEquals(problem("3c68746d6c3e"), { problem: `is not an archive: ${remedy}` });
  assertEquals(problem(""), { problem: `is empty: ${remedy}` });
});
