import { assert, assertEquals, assertMatch } from "@std/assert";
import { courseCopy } from "../../kit/testbed/course_copy.ts";
import { recallDevices } from "../../kit/learn/measure/remember.ts";
import { parseDevices } from "../../kit/learn/measure/device_table.ts";
import { STEPS } from "../../kit/base/devices.ts";

Deno.test("deno task devices measures every device, and a lesson that compares devices shows the results", async () => {
  await using course = await courseCopy("20_fashion_mnist");
  const file = course.path(".cache", "devices.json");
  await course.write(".cache/devices.json", "{"); // this file is broken, so the devices are measured again

  const { code, stdout, stderr } = await course.task("devices", "--json");
  assertEquals([code, stderr], [0, ""]);
  const devices = parseDevices(JSON.parse(stdout).devices);
  assertEquals(devices.slice(0, 3).map(({ device }) => device), ["cpu", "wasm", "webgpu"]);
  for (const { reason, milliseconds } of devices) {
    assertEquals(Object.keys(milliseconds), reason === null ? [...STEPS] : []);
  }
  const written = await Deno.readTextFile(file);
  assertEquals((await recallDevices(file))?.devices, devices);

  const brief = await course.task("lesson");
  assertMatch(brief.stdout, /\n {2}Your devices, as deno task devices measures them\n.*small MLP {2}784-128-10/);
  assertMatch(brief.stdout, /\n {2}wasm +.* ms +.* ms +.* ms\n/);
  assertEquals(await Deno.readTextFile(file), written); // the devices were not measured again

  const verdict = await course.task("lesson", "20", "--solution");
  assertEquals(verdict.code, 0);
  assert((await course.read("plots/20_fashion_mnist.svg")).includes("Clothes, cpu, wasm"));
});
