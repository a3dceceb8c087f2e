import { assertEquals } from "@std/assert";
import { syllabus } from "../syllabus.ts";
import { chooseDevice } from "./choose.ts";

const [plain, , , , scalars] = syllabus;

Deno.test("chooseDevice() leaves auto to the lesson", () => {
  assertEquals(chooseDevice(plain, "auto"), null);
  assertEquals(chooseDevice(scalars, "auto"), "cpu");
  assertEquals(chooseDevice({ ...scalars, device: "auto" }, "auto"), "auto");
});

Deno.test("chooseDevice() takes the device that was asked for, but none where no tensor is computed", () => {
  assertEquals((["cpu", "wasm", "webgpu"] as const).map((name) => chooseDevice(scalars, name)), [
    "cpu",
    "wasm",
    "webgpu",
  ]);
  assertEquals(chooseDevice(plain, "webgpu"), null);
});
