import { assertEquals, assertMatch } from "@std/assert";
import { type ShownStatus, STATUSES } from "../statuses.ts";
import { statusMark } from "./status_mark.ts";

Deno.test("statusMark() says each status with a symbol and a word, not only with a colour", () => {
  for (const status of Object.keys(STATUSES) as ShownStatus[]) {
    const { text } = statusMark(status);
    assertMatch(text, /^<b class="status (good|bad|warning|quiet)">/);
    assertEquals(text.replace(/<[^>]*>/g, ""), `${STATUSES[status].symbol} ${status}`);
  }
});
