import { assertEquals } from "@std/assert";
import { markup } from "./markup.ts";

Deno.test("markup escapes texts, between tags and in quoted attributes", () => {
  assertEquals(markup`<i title="${'"'}">${"<b>&"}</i>`.text, '<i title="&quot;">&lt;b&gt;&amp;</i>');
});

Deno.test("markup does not escape other markup again", () => {
  assertEquals(markup`<p>${markup`<i>${"<"}</i>`}</p>`.text, "<p><i>&lt;</i></p>");
});

Deno.test("markup puts the items of a list on lines of their own", () => {
  assertEquals(markup`<p>${[markup`<br>`, "a", 1, ["b", "c"]]}${[]}</p>`.text, "<p><br>\na\n1\nb\nc</p>");
});
