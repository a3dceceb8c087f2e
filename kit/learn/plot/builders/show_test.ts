import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const config = fileURLToPath(import.meta.resolve("../../../../deno.json"));

/** Runs a program called 04_demo.ts that shows a loss curve, in an empty folder, with `plots` as DOWNHILL_PLOTS. */
async function runDemo(plots: string, body: (folder: string) => Promise<void> | void = () => {}) {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
    const program = join(folder, "04_demo.ts");
    await Deno.writeTextFile(
      program,
      `import { show } from ${JSON.stringify(import.meta.resolve("./show.ts"))};
      import { lossCurve } from ${JSON.stringify(import.meta.resolve("./loss_curve.ts"))};
      if (import.meta.main) await show(lossCurve([8, 4, 2, 1]));`,
    );
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--config", config, program],
      cwd: folder,
      env: { DOWNHILL_PLOTS: plots, NO_COLOR: "1" },
    }).output();
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name);
    const svg = await Deno.readTextFile(join(folder, plots || "plots", "04_demo.svg")).catch(() => undefined);
    return { code, files, svg, out: new TextDecoder().decode(stdout), error: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("show() writes plots/NAME.svg, and prints the curve and the path", async () => {
  const { code, out, svg } = await runDemo("");
  assertEquals([code, out], [0, `loss █▄▂▁ 8 → 1  ${join("plots", "04_demo.svg")}\n`]);
  assertStringIncludes(svg!, "<desc>The loss falls from 8 to 1 in 4 steps.</desc>");
});

Deno.test("show() writes into the folder that DOWNHILL_PLOTS names", async () => {
  const { out, svg } = await runDemo("elsewhere");
  assertStringIncludes(out, join("elsewhere", "04_demo.svg"));
  assert(svg !== undefined);
});

Deno.test("show() prints the curve even if it cannot write the file, says why, and exits with code 1", async () => {
  const { code, out, error } = await runDemo("taken", (folder) => Deno.writeTextFile(join(folder, "taken"), ""));
  assertEquals([code, out], [1, "loss █▄▂▁ 8 → 1\n"]);
  assertEquals(error.trim().split("\n").length, 1, error);
  assertStringIncludes(error, "cannot be written because a file has the name of its folder");
});
