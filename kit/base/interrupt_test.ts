import { assert, assertEquals } from "@std/assert";
import { startDeno } from "../testbed/started.ts";

/** A program that has work to do at Ctrl-C. It is too busy to notice a second Ctrl-C, and then waits for `signals`. */
const busyUntil = (signals: number) =>
  `import { atInterrupt, listenForInterrupts } from ${JSON.stringify(import.meta.resolve("./interrupt.ts"))};
  let signals = 0;
  listenForInterrupts("Stopped.");
  Deno.addSignalListener("SIGINT", () => signals++);
  atInterrupt(async () => {
    console.log("drawing");
    const start = performance.now();
    while (performance.now() - start < 400);
    while (signals < ${signals}) await new Promise((resolve) => setTimeout(resolve, 5));
    console.log("drawn");
  });
  console.log("ready");
  setTimeout(() => {}, 20_000);`;

const ignore = Deno.build.os === "windows"; // Windows has no signals

Deno.test({
  name: "a Ctrl-C that arrives as two signals, the second late, counts once, and the remaining work is done",
  ignore,
  fn: async () => {
    await using program = startDeno(Deno.cwd(), ["eval", busyUntil(2)]);
    await program.says("ready");
    program.interrupt();
    await program.says("drawing");
    program.interrupt();
    await program.says("drawn");
    assertEquals((await program.end()).code, 130);
  },
});

Deno.test({
  name: "pressing Ctrl-C again does not wait for the remaining work",
  ignore,
  fn: async () => {
    await using program = startDeno(Deno.cwd(), ["eval", busyUntil(Infinity)]);
    await program.says("ready");
    program.interrupt();
    await program.says("drawing");
    program.interrupt();
    program.interrupt();
    // two signals that arrive together may count as one
    const timer = setInterval(program.interrupt, 100);
    const { code, stdout } = await program.end();
    clearInterval(timer);
    assertEquals(code, 130);
    assert(!stdout.includes("drawn"));
  },
});

Deno.test({
  name: "an error at Ctrl-C does not keep the program alive, and the program still prints its last line",
  ignore,
  fn: async () => {
    const address = JSON.stringify(import.meta.resolve("./interrupt.ts"));
    const failing = `import { atInterrupt, listenForInterrupts } from ${address};
      listenForInterrupts("Stopped.");
      atInterrupt(() => Promise.reject(new Error("The disk is full.")));
      console.log("ready");
      setTimeout(() => {}, 20_000);`;
    await using program = startDeno(Deno.cwd(), ["eval", failing]);
    await program.says("ready");
    program.interrupt();
    const { code, stderr } = await program.end();
    assertEquals([code, stderr], [130, "Stopped.\n"]);
  },
});
