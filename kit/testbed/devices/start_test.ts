import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CheckRecord } from "../../judge/run/record.ts";
import { hasAdapter, judged } from "./solutions.ts";
import { adapterName } from "../../learn/device/adapter_name.ts";
import { startDevice } from "../../learn/device/start.ts";
import { withVariables } from "../with_variables.ts";

/** For programs that run the solutions. */
const SOLUTIONS = import.meta.resolve("./solutions.ts");

Deno.test("auto takes wasm for matrices, and the cpu for a lesson that computes with single numbers", async () => {
  assertEquals(await startDevice("auto"), { backend: "wasm", adapter: null });
  assertEquals((await judged("05", { only: [] })).start.device, { backend: "cpu", adapter: null });
});

Deno.test({
  name: "dataSync() on webgpu says what to write in its place, and where",
  ignore: !hasAdapter,
  fn: async () => {
    const solution = await Deno.readTextFile(new URL("../../../solutions/05_autodiff.ts", import.meta.url));
    const folder = await Deno.makeTempDir();
    try {
      const text = solution.replaceAll("await loss.data()", "loss.dataSync()");
      await Deno.writeTextFile(join(folder, "05_autodiff.ts"), text);
      const { checks: [walk] } = await judged("05", { target: folder, device: "webgpu", only: ["05-walk"] });
      assertEquals(walk.status, "error");
      assertStringIncludes(walk.message, "write await x.data() in place of x.dataSync()");
      assertEquals(walk.location?.source, "losses.push((loss.dataSync())[0]);");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("a lesson that is run by itself shows its curve, and no greeting of TF.js", async () => {
  const plots = await Deno.makeTempDir();
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", fileURLToPath(new URL("../../../solutions/06_optimizer.ts", import.meta.url))],
      env: { DOWNHILL_PLOTS: plots, NO_COLOR: "1" },
    }).output();
    const [printed, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assertEquals(errors, "");
    assertMatch(printed, /^loss \S+ 4 → 0\.00129 {2}.*06_optimizer\.svg\n$/);
  } finally {
    await Deno.remove(plots, { recursive: true });
  }
});

Deno.test("adapterName() takes the most telling name that is given", () => {
  const info = { vendor: "4318", architecture: "", device: "7", description: "NVIDIA H100" };
  assertEquals(adapterName(info), "NVIDIA H100");
  assertEquals(adapterName({ ...info, description: "" }), "7");
  assertEquals(adapterName({ ...info, description: "", device: "" }), "4318");
  assertEquals(adapterName({ vendor: "", architecture: "", device: "", description: "" }), "unnamed");
});

Deno.test({
  name: "where there is no adapter, every check on webgpu is skipped and says why",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const program = `import { judged } from ${JSON.stringify(SOLUTIONS)};
      console.log(JSON.stringify((await judged("05", { device: "webgpu" })).checks));`;
    // there is no Direct3D on Linux, whatever adapters the machine has
    const checks = await withVariables({ DENO_WEBGPU_BACKEND: "dx12" }, program) as CheckRecord[];
    assert(checks.length > 0);
    for (const { status, points, message } of checks) {
      assertEquals({ status, points }, { status: "skipped", points: 0 });
      assertStringIncludes(message, "No WebGPU adapter on this machine: use --device wasm or --device cpu.");
    }
  },
});

Deno.test("DOWNHILL_KERNELS=off leaves everything to TF.js, in a lesson's process too", async () => {
  const lesson = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(
    lesson,
    `import * as tf from "@tensorflow/tfjs"; export const hasOurs = () => Boolean(tf.getKernel("AdamUpdate", "wasm"));`,
  );
  const program = `import { Sandbox } from ${JSON.stringify(import.meta.resolve("../../judge/sandbox/sandbox.ts"))};
    import { judged } from ${JSON.stringify(SOLUTIONS)};
    const sandbox = new Sandbox(new URL(${JSON.stringify(pathToFileURL(lesson).href)}), { device: "wasm" });
    const hasOurs = await sandbox.evaluate("({ hasOurs }) => hasOurs()");
    sandbox.dispose();
    const { checks } = await judged("13", { device: "wasm", only: ["13-losses"] });
    console.log(JSON.stringify([hasOurs, ...checks.map(({ status }) => status)]));`;
  try {
    assertEquals(await withVariables({ DOWNHILL_KERNELS: "on" }, program), [true, "pass"]);
    assertEquals(await withVariables({ DOWNHILL_KERNELS: "off" }, program), [false, "pass"]);
  } finally {
    await Deno.remove(lesson);
  }
});
