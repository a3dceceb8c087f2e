import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../base/root.ts";
import { withoutPaths } from "./without_paths.ts";

Deno.test("withoutPaths() removes the folders of the lesson and of the course, as paths and as addresses", () => {
  const folder = join("/", "home", "teacher", "grades", "submitted", "ab12");
  const url = pathToFileURL(join(folder, "04_gradient_descent.ts"));
  const text = `at ${url}:3 and ${join(folder, "04_gradient_descent.ts")}, called by ${join(root, "kit", "x.ts")} in ${
    pathToFileURL(join(root, "kit", "y.ts"))
  }`;
  const bare = "at 04_gradient_descent.ts:3 and 04_gradient_descent.ts, called by kit/x.ts in kit/y.ts";
  assertEquals(withoutPaths(text, url), bare);
});

Deno.test("withoutPaths() also removes the path relative to the working directory", () => {
  const url = pathToFileURL(join(Deno.cwd(), "grades", "submitted", "ab12", "04_gradient_descent.ts"));
  assertEquals(withoutPaths("see grades/submitted/ab12/04_gradient_descent.ts", url), "see 04_gradient_descent.ts");
});
