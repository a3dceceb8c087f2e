import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { list } from "./lists.ts";
import { assertStopped, isStalledAfter, stalledCases, wrongRule, wrongRules } from "./stopping.ts";

Deno.test("wrongRule() recognizes each wrong rule by its answers to the cases", () => {
  const cases = stalledCases(42);
  const said = (rule: (losses: readonly number[], options: { tolerance: number; patience: number }) => boolean) =>
    cases.map(({ losses, options: { tolerance = 1e-4, patience = 10 } = {} }) => rule(losses, { tolerance, patience }));
  assertEquals(wrongRule(said(isStalledAfter), cases), undefined);
  const isKnown = (rule: Parameters<typeof said>[0], name: string) => assertEquals(wrongRule(said(rule), cases), name);
  isKnown(() => false, "it always returns false");
  isKnown(
    (losses, { patience }) => isStalledAfter(losses, { patience }),
    "the tolerance is always 0.0001: use `tolerance`",
  );
  isKnown(
    (losses, { tolerance }) => isStalledAfter(losses, { tolerance }),
    "it always waits for 10 idle epochs: use `patience`",
  );
  isKnown((losses, { tolerance, patience }) => {
    const last = losses.slice(-patience);
    return losses.length > patience && last.every((loss, i) => loss > losses.at(i - patience - 1)! - tolerance);
  }, "it compares with the previous loss instead of the lowest");
});

Deno.test("the wrong rules differ from each other for every seed", () => {
  for (const seed of [1, 2, 3, 42]) {
    const names = wrongRules(stalledCases(seed));
    assertEquals(new Set(names).size, names.length);
  }
});

Deno.test("assertStopped() says whether training continued for too long or stopped too early", () => {
  const stalled = [4, ...list(11, () => 3)];
  assertEquals(assertStopped({ losses: stalled, own: 12 }, 20, "it"), stalled);
  const refused = (losses: unknown, own: number, most: number, message: string) =>
    assertThrows(() => assertStopped({ losses, own }, most, "it"), AssertionError, message);
  refused([], 0, 20, "it, fit returns no losses");
  refused(stalled.slice(1, 9), 0, 20, "it: it stopped after 8 epochs, when the last ten were not all idle");
  refused(stalled.slice(1, 9), 8, 20, "where your own isStalled returns true, but should not");
  refused([...stalled, 3], 12, 20, "it: it stopped after 13 epochs, expected after 12: does it call isStalled before");
  refused(
    [...stalled, 3],
    12,
    13,
    "it: it continued to the last of 13 epochs, although after 12 the last ten were idle",
  );
  refused(stalled, 12, 11, "it: it ran 12 epochs, expected 11 at most");
  refused(
    [4, 3, 3.5],
    0,
    20,
    "it: it stopped after 3 epochs, when the last ten were not all idle: it stops as soon as",
  );
});
