import { assert, assertEquals } from "@std/assert";
import { Patience } from "./patience.ts";

Deno.test("Patience gives the usual limit for each question if a lesson has never hung", () => {
  const patience = new Patience();
  assertEquals(patience.allow(["train"], 5000, false), { limitMs: 5000, isReduced: false });
  assertEquals(patience.allow(["train"], 60_000, true), { limitMs: 60_000, isReduced: false });
});

Deno.test("Patience gives a hung function 1 s, other functions 2 s, and a long check a tenth of its limit", () => {
  const patience = new Patience();
  patience.allow(["train"], 5000, false);
  patience.hung(["train"], 5000);
  assertEquals(patience.allow(["train"], 5000, false), { limitMs: 1000, isReduced: true });
  assertEquals(patience.allow(["predict"], 5000, false), { limitMs: 2000, isReduced: true });
  assertEquals(patience.allow(["predict", "train"], 5000, false).limitMs, 1000);
  assertEquals(patience.allow([], 5000, false).limitMs, 2000);
  assertEquals(patience.allow(["train"], 240_000, true).limitMs, 24_000);
});

Deno.test("Patience never gives more than a question's usual limit", () => {
  const patience = new Patience();
  patience.hung(["train"], 400);
  assertEquals(patience.allow(["train"], 400, false), { limitMs: 400, isReduced: false });
});

Deno.test("Patience ends: a lesson wastes at most its largest limit and 12 s, however many questions hang", () => {
  for (
    const usual of [[5000], [5000, 20_000], [30_000, 5000, 5000], [5000, 5000, 240_000, 240_000, 240_000, 240_000]]
  ) {
    const patience = new Patience();
    let wasted = 0;
    for (let i = 0; i < 60; i++) {
      const usualMs = usual[i % usual.length];
      const { limitMs } = patience.allow([`f${i % 3}`], usualMs, usualMs > 5000);
      wasted += limitMs;
      if (limitMs > 0) patience.hung([`f${i % 3}`], limitMs);
    }
    assert(wasted <= Math.max(...usual) + 12_000, `${wasted} ms`);
    assertEquals(patience.allow(["f0"], usual[0], false).limitMs, 0);
  }
});

Deno.test("Patience also ends if a lesson always answers, or ends its process, at the last moment", () => {
  for (const use of ["answered", "spent"] as const) {
    const patience = new Patience();
    let [wasted, isReduced] = [0, false];
    for (let i = 0; i < 60; i++) {
      const allowance = patience.allow(["walk"], 5000, false);
      isReduced ||= allowance.isReduced;
      wasted += allowance.limitMs;
      if (use === "answered") patience.answered(allowance.limitMs, 5000, false);
      else patience.spent(allowance.limitMs);
    }
    assert(isReduced && wasted <= 17_000, `${use}: ${wasted} ms`);
    assertEquals(patience.allow(["walk"], 5000, false).limitMs, 0);
  }
});

Deno.test("Patience does not end on a slow machine: neither honest answers nor long training runs waste time", () => {
  const patience = new Patience();
  for (let i = 0; i < 20; i++) {
    assertEquals(patience.allow(["walk"], 5000, false), { limitMs: 5000, isReduced: false });
    patience.answered(300, 5000, false);
    assertEquals(patience.allow(["train"], 30_000, true), { limitMs: 30_000, isReduced: false });
    patience.answered(15_000, 30_000, true);
  }
});

Deno.test("Patience lasts longer if the device is slow", () => {
  const patience = new Patience(10);
  patience.allow(["train"], 50_000, false);
  patience.hung(["train"], 50_000);
  assertEquals(patience.allow(["train"], 50_000, false).limitMs, 10_000);
});

Deno.test("Patience says whether enough time is left to load the lesson again", () => {
  const patience = new Patience();
  patience.allow(["train"], 5000, false);
  assertEquals(patience.hasLeft(4500), true);
  patience.spent(12_000); // of 16 s
  assertEquals([patience.hasLeft(3900), patience.hasLeft(4500)], [true, false]);
});
