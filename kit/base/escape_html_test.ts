import { assertEquals } from "@std/assert";
import { escapeHtml } from "./escape_html.ts";

Deno.test("escapeHtml() escapes every character that could end a tag, a text or a quoted attribute", () => {
  assertEquals(escapeHtml(`<a title="b">&amp;`), "&lt;a title=&quot;b&quot;&gt;&amp;amp;");
});

Deno.test("escapeHtml() removes invisible characters, and those that reverse text", () => {
  assertEquals(escapeHtml("a\u202eb\0c\u200bd"), "abcd");
});
