import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CheckRecord } from "../../judge/run/record.ts";
import { collect } from "../../judge/run/collect.ts";
import { jobFor } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import { SMALL_COURSE, smallFolder, smallJob, smallLesson, smallSolution } from "../small_course.ts";
import { hasAdapter } from "./solutions.ts";
import { adapterName } from "../../learn/device/adapter_name.ts";
import { startDevice } from "../../learn/device/start.ts";
import { withVariables } from "../with_variables.ts";

/** The beginning of programs that judge the solution of a lesson with tensors. */
const JUDGED = `
  import { collect } from ${JSON.stringify(import.meta.resolve("../../judge/run/collect.ts"))};
  import { runJob } from ${JSON.stringify(import.meta.resolve("../../judge/run/run.ts"))};
  import { smallJob } from ${JSON.stringify(import.meta.resolve("../small_course.ts"))};
  const judged = (device, only) =>
    collect(runJob(smallJob("20", { target: "solutions", device }), { only, picture: false }));`;

Deno.test("auto uses wasm for matrices, and the cpu for a lesson with single numbers", async () => {
  assertEquals(await startDevice("auto"), { backend: "wasm", adapter: null });
  const entry = { ...smallLesson("20"), device: "cpu" } as const;
  const job = jobFor(entry, { target: "solutions" }, SMALL_COURSE);
  const { start } = await collect(runJob(job, { only: [], picture: false }));
  assertEquals(start.device, { backend: "cpu", adapter: null });
});

Deno.test({
  name: "the error of dataSync() on webgpu says what to write instead, and where",
  ignore: !hasAdapter,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const text = smallSolution("20").replaceAll("await mean.data()", "mean.dataSync()");
      await Deno.writeTextFile(join(folder, "20_fashion_mnist.ts"), text);
      const job = smallJob("20", { target: folder, device: "webgpu" });
      const { checks: [mean] } = await collect(runJob(job, { only: ["20-mean"], picture: false }));
      assertEquals(mean.status, "error");
      assertStringIncludes(mean.message, "write await x.data() in place of x.dataSync()");
      assertEquals(mean.location?.source, "const [value] = mean.dataSync();");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("a lesson that is run on its own shows its picture, and no greeting of TF.js", async () => {
  const plots = await Deno.makeTempDir();
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", join(smallFolder, "solutions", "20_fashion_mnist.ts")],
      env: { DOWNHILL_PLOTS: plots, NO_COLOR: "1" },
    }).output();
    const [printed, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assertEquals(errors, "");
    assertMatch(printed, /^[^\n]*20_fashion_mnist\.svg\n$/);
  } finally {
    await Deno.remove(plots, { recursive: true });
  }
});

Deno.test("adapterName() chooses the most informative name", () => {
  const info = { vendor: "4318", architecture: "", device: "7", description: "NVIDIA H100" };
  assertEquals(adapterName(info), "NVIDIA H100");
  assertEquals(adapterName({ ...info, description: "" }), "7");
  assertEquals(adapterName({ ...info, description: "", device: "" }), "4318");
  assertEquals(adapterName({ vendor: "", architecture: "", device: "", description: "" }), "unnamed");
});

Deno.test({
  name: "if there is no adapter, every check on webgpu is skipped, with the reason",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const program = `${JUDGED}
      console.log(JSON.stringify((await judged("webgpu")).checks));`;
    // Linux has no Direct3D, whatever adapters the machine has
    const checks = await withVariables({ DENO_WEBGPU_BACKEND: "dx12" }, program) as CheckRecord[];
    assert(checks.length > 0);
    for (const { status, points, message } of checks) {
      assertEquals({ status, points }, { status: "skipped", points: 0 });
      assertStringIncludes(message, "No WebGPU adapter on this machine: use --device wasm or --device cpu.");
    }
  },
});

Deno.test("DOWNHILL_KERNELS=off leaves everything to TF.js, even in a lesson's process", async () => {
  const lesson = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(
    lesson,
    `import * as tf from "@tensorflow/tfjs"; export const hasOurs = () => Boolean(tf.getKernel("AdamUpdate", "wasm"));`,
  );
  const program = `import { Sandbox } from ${JSON.stringify(import.meta.resolve("../../judge/sandbox/sandbox.ts"))};
    ${JUDGED}
    const sandbox = new Sandbox(new URL(${JSON.stringify(pathToFileURL(lesson).href)}), { device: "wasm" });
    const hasOurs = await sandbox.evaluate("({ hasOurs }) => hasOurs()");
    sandbox.dispose();
    const { checks } = await judged("wasm", ["20-mean"]);
    console.log(JSON.stringify([hasOurs, ...checks.map(({ status }) => status)]));`;
  try {
    assertEquals(await withVariables({ DOWNHILL_KERNELS: "on" }, program), [true, "pass"]);
    assertEquals(await withVariables({ DOWNHILL_KERNELS: "off" }, program), [false, "pass"]);
  } finally {
    await Deno.remove(lesson);
  }
});
