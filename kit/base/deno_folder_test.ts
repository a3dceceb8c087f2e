import { assertEquals } from "@std/assert";
import { resolve } from "node:path";
import { denoFolder } from "./deno_folder.ts";

const from = (variables: Record<string, string>, system?: typeof Deno.build.os) =>
  denoFolder((name) => variables[name], system);

Deno.test({
  name: "denoFolder() finds Deno's folder as Deno itself does",
  ignore: Deno.build.os === "windows", // paths are written differently on Windows
  fn: () => {
    assertEquals(from({ HOME: "/home/ada" }, "linux"), "/home/ada/.cache/deno");
    assertEquals(from({ HOME: "/home/ada", XDG_CACHE_HOME: "/cache" }, "linux"), "/cache/deno");
    assertEquals(from({ HOME: "/Users/ada" }, "darwin"), "/Users/ada/Library/Caches/deno");
  },
});

Deno.test("denoFolder() prefers DENO_DIR, even as a relative path, and returns null without a home folder", () => {
  assertEquals(from({ HOME: "/home/ada", DENO_DIR: "here" }), resolve("here"));
  assertEquals(from({}), null);
});
