import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../base/root.ts";
import { withoutPaths } from "./without_paths.ts";

const CLASS = join("/", "home", "teacher", "my class");
const LESSON = join(CLASS, "grades", "submitted", "ab12", "04_gradient_descent.ts");
const LESSON_URL = pathToFileURL(LESSON);

const bare = (text: string) => withoutPaths(text, LESSON_URL);

Deno.test("withoutPaths() removes the folders of the lesson and of the course, as paths and as addresses", () => {
  const kit = [join(root, "kit", "x.ts"), pathToFileURL(join(root, "kit", "y.ts"))];
  assertEquals(
    bare(`at ${LESSON_URL}:3 and ${LESSON}, called by ${kit[0]} in ${kit[1]}`),
    "at 04_gradient_descent.ts:3 and 04_gradient_descent.ts, called by kit/x.ts in kit/y.ts",
  );
});

Deno.test("withoutPaths() also removes the path relative to the working directory", () => {
  const url = pathToFileURL(join(Deno.cwd(), "grades", "submitted", "ab12", "04_gradient_descent.ts"));
  assertEquals(withoutPaths("see grades/submitted/ab12/04_gradient_descent.ts", url), "see 04_gradient_descent.ts");
});

Deno.test("withoutPaths() hides the folders themselves, those above them, and what a judge has cut off", () => {
  assertEquals(bare(`in ${dirname(LESSON)}!`), "in …!");
  assertEquals(bare(`in ${dirname(LESSON).slice(0, -2)}!`), "in …/ab!");
  assertEquals(bare(`${join(CLASS, "grades", "secret")} and ${join(CLASS, "x")}`), "…/secret and …/x");
  assertEquals(bare(new URL("../..", LESSON_URL).href), "…/");
  assertEquals(bare(new URL("..", LESSON_URL).pathname), "…/");
  assertEquals(bare(`${root}!`), "!");
  const inCourse = pathToFileURL(join(root, "grades", "submitted", "ab12", "04_walk.ts"));
  assertEquals(withoutPaths(join(root, "grades", "submitted", "ab"), inCourse), "…/ab");
});

Deno.test("withoutPaths() hides the path without links", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [real, link] = [join(folder, "real"), join(folder, "link")];
    await Deno.mkdir(real);
    await Deno.symlink(real, link);
    const there = join(await Deno.realPath(real), "04_walk.ts");
    assertEquals(
      withoutPaths(`${there} in ${dirname(there)}`, pathToFileURL(join(link, "04_walk.ts"))),
      "04_walk.ts in …",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("withoutPaths() hides where Deno is, and shortens addresses of other files to their names", () => {
  assertEquals(bare(Deno.execPath()).includes(dirname(Deno.execPath())), dirname(dirname(Deno.execPath())) === "/");
  assertEquals(bare("at walk (file:///opt/deno/npm/tf.js:3:7)"), "at walk (…/tf.js:3:7)");
  assertEquals(bare('"file:///C:/Users/Ada%20L/04_walk.ts"'), '"…/04_walk.ts"');
});

Deno.test("withoutPaths() keeps formulas, fractions and paths of the student", () => {
  for (const text of ["1/2 of f(x)/g(x)", "lessons/04_walk.ts", "https://example.org/a/b", "profile: a/b", "/home/x"]) {
    assertEquals(bare(text), text);
  }
});
