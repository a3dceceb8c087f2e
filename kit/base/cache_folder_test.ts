import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { cacheFolder } from "./cache_folder.ts";

const from = (environment: Record<string, string>) => (name: string) => environment[name];

Deno.test("cacheFolder() is in the system's cache folder", () => {
  const home = from({ HOME: "/home/anna", LOCALAPPDATA: "C:\\Anna" });
  assertEquals(cacheFolder(home, "linux"), join("/home/anna", ".cache", "downhill"));
  assertEquals(cacheFolder(home, "darwin"), join("/home/anna", "Library", "Caches", "downhill"));
  assertEquals(cacheFolder(home, "windows"), join("C:\\Anna", "downhill"));
});

Deno.test("cacheFolder() follows XDG_CACHE_HOME on Linux", () => {
  assertEquals(cacheFolder(from({ HOME: "/home/anna", XDG_CACHE_HOME: "/big" }), "linux"), join("/big", "downhill"));
});

Deno.test("cacheFolder() is null if there is no home folder", () => {
  for (const system of ["linux", "darwin", "windows"] as const) assertEquals(cacheFolder(from({}), system), null);
});
