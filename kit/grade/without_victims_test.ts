import { assertEquals, assertRejects } from "@std/assert";
import type { VerdictEntry } from "./journal/entry.ts";
import { withoutVictims } from "./without_victims.ts";

const verdict = (status: string) => ({ checks: [{ status: "pass" }, { status }] } as VerdictEntry);

Deno.test("withoutVictims() gives no verdict on a crash while the worker is being stopped", async () => {
  let isStopping = false;
  const judge = withoutVictims((status: string) => Promise.resolve(verdict(status)), () => isStopping);
  assertEquals(await judge("crash"), verdict("crash"));
  isStopping = true;
  assertEquals(await judge("fail"), verdict("fail"));
  await assertRejects(() => judge("crash"), Error, "The machine was being stopped.");
});
