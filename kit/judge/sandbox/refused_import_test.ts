import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { refusedImport, refusedUrl } from "./refused_import.ts";

Deno.test("refusedImport() reads what refusedUrl() wrote, whatever the name of the import is", () => {
  for (
    const name of ["node:fs", "data:text/javascript,export default 1", "../a b/c.ts?x#y", "100%", 'a"b\nc', "\u{1f600}"]
  ) {
    assertEquals(refusedImport(fileURLToPath(refusedUrl(name))), name);
  }
  assertEquals(refusedImport(fileURLToPath(refusedUrl("x".repeat(1000)))), "x".repeat(100));
});

Deno.test("refusedUrl() shortens addresses in the folder of the lesson, however long its path is", () => {
  for (const folder of ["file:///a/", `file:///${"long/".repeat(50)}`]) {
    const parent = `${folder}04_walk.ts`;
    assertEquals(refusedImport(fileURLToPath(refusedUrl(`${parent}?n`, parent))), "./04_walk.ts?n");
    assertEquals(refusedImport(fileURLToPath(refusedUrl(fileURLToPath(`${folder}b.ts`), parent))), "./b.ts");
  }
  assertEquals(refusedImport(fileURLToPath(refusedUrl("node:fs", "data:text/javascript,1/2"))), "node:fs");
});

Deno.test("refusedImport() recognises no other path", () => {
  for (const path of ["/etc/passwd", "/kit/sandbox/host.ts", "/kit/sandbox/refused/%E0%A4%A", ""]) {
    assertEquals(refusedImport(path), null);
  }
});
