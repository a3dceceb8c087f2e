import { assertEquals, assertStringIncludes } from "@std/assert";
import { delimiter, join } from "node:path";
import { smallFolder } from "../../testbed/small_course.ts";
import { openInViewer } from "./open_in_viewer.ts";

const goal = join(smallFolder, "docs/pictures/04_gradient_descent.svg");

/** Calls `work` while the system's viewer is replaced by our program, which records its arguments. */
async function withViewer(work: (opened: () => Promise<string>, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = Deno.env.get("PATH")!;
  try {
    const viewer = join(folder, Deno.build.os === "darwin" ? "open" : "xdg-open");
    await Deno.writeTextFile(viewer, `#!/bin/sh\nprintf '%s\\n' "$@" >> ${folder}/opened\n`, { mode: 0o755 });
    Deno.env.set("PATH", folder + delimiter + path);
    await work(() => Deno.readTextFile(join(folder, "opened")).catch(() => ""), folder);
  } finally {
    Deno.env.set("PATH", path);
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "openInViewer() opens a picture, and the page with all pictures",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withViewer(async (opened) => {
      assertEquals(await openInViewer(goal), undefined);
      assertEquals(await openInViewer("/plots/index.html"), undefined);
      assertEquals(await opened(), `${goal}\n/plots/index.html\n`);
    }),
});

Deno.test({
  name: "openInViewer() opens no SVG that contains more than a picture",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withViewer(async (opened, folder) => {
      const path = join(folder, "04\n.svg");
      const problem = async (text: string) => {
        await Deno.writeTextFile(path, text);
        return (await openInViewer(path))!;
      };
      const svg = await Deno.readTextFile(goal);
      assertStringIncludes(
        await problem(svg.replace("</svg>", "<script>1</script></svg>")),
        "04␊.svg was not opened. The picture contains <script>",
      );
      assertStringIncludes(await problem(svg.replace("<svg", '<svg onload="1"')), "onload");
      assertStringIncludes(await problem(" ".repeat(2 ** 24 + 1)), "too large for a picture");
      await Deno.remove(path);
      assertStringIncludes((await openInViewer(path))!, "It cannot be read");
      await Deno.symlink(goal, path);
      assertStringIncludes((await openInViewer(path))!, "It is not a file");
      assertEquals(await opened(), "");
    }),
});
