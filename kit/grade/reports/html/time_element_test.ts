import { assertEquals } from "@std/assert";
import { duration, moment } from "./time_element.ts";

Deno.test("duration() has two decimals", () => {
  assertEquals(duration(0.3149).text, "<time>0.31 s</time>");
});

Deno.test("moment() is the day and the time, with the zone if there is one", () => {
  const text = (iso: string) => moment(iso).text.replace(` datetime="${iso}"`, "");
  assertEquals(text("2026-11-28T10:11:12Z"), "<time>2026-11-28 10:11 UTC</time>");
  assertEquals(text("2026-11-28T10:11:12.345+01:00"), "<time>2026-11-28 10:11 UTC+01:00</time>");
  assertEquals(text("2026-11-28T10:11"), "<time>2026-11-28 10:11</time>");
});

Deno.test("moment() shows a text in another form as it is", () => {
  assertEquals(moment("28 Nov <b>").text, '<span class="time">28 Nov &lt;b&gt;</span>');
});
