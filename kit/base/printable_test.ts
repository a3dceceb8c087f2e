import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { printable, printableLine, printableName } from "./printable.ts";

for (
  const [text, shown] of [
    ["plain text\n\twith a tab, é and 学", "plain text\n\twith a tab, é and 学"],
    ["हिन्दी العربية עברית ไทย 한국어 𝒳", "हिन्दी العربية עברית ไทย 한국어 𝒳"],
    ["✔️ ❤️ 👍🏽 🎉", "✔️ ❤️ 👍🏽 🎉"],
    ["\x1b[2J\x1b[1;31mred\x1b[0m", "red"],
    ["\x1b[?25l\x1b[>c\x1b[1 q.", "."],
    ["\x1bc\x1b(0\x1b7.", "."],
    ["\x1b]0;title\x07.", "."],
    ["\x1b]8;;http://127.0.0.1/\x1b\\link\x1b]8;;\x1b\\", "link"],
    ["\x1b]52;c;ZXZpbA==\x9c\x9d0;title\x07\x1bPq#0\x1b\\\x1b_Ga=T;AAAA\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\.", "."],
    ["\x1b]0;without an end\nthe next line", "\nthe next line"],
    ["\x9b31mred", "red"],
    ["one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"],
    ["safe\u202Eesrever\u2066\u061c\u200f", "safeesrever"],
    ["a\0b\bc\x7f\x85", "abc"],
    ["z\u200be\u200cr\u200do\u2060\u2064\ufeff\u00ad\u180e\u034f\u3164", "zero"],
    ["tags\u{e0001}\u{e0041}\u{e007f}\u{e0100}\ufe00", "tags"],
    ["x\ufe0f1\ufe0f", "x1"],
    ["\ufff9base\ufffanote\ufffb", "basenote"],
    ["not\ufffe a\uffff\ufdd0\u{1ffff} character\ud800\udbff", "not a character"],
    [`a${"\u0301".repeat(99)}`, `a${"\u0301".repeat(8)}`],
    ["::error::x", ": :error: :x"],
    [" \t::error\n:::stop", " \t: :error\n: : :stop"],
    [":\u200b:error:\x1b[m:\x1b]0;\x07:", ": :error: : :"],
    ["##vso[task.complete]##[group]x##teamcity[a]", "## vso[task.complete]## [group]x## teamcity[a]"],
    ["#\u2060#vso[", "## vso["],
    ["## A heading, a: b, x[0]", "## A heading, a: b, x[0]"],
  ]
) {
  Deno.test(`printable() shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () => {
    assertEquals(printable(text, 200), shown);
    assertEquals(printable(shown), shown);
  });
}

Deno.test("printable() cuts at the length but never through a character, and notes the cut", () => {
  assertEquals(printable("abcd", 4), "abcd");
  assertEquals(printable("abcde", 4), "abcd … (cut at 4 characters)");
  assertEquals(printable("abc🎉", 4), "abc … (cut at 4 characters)");
  assertEquals(printable("a".repeat(2 ** 20), 4), "aaaa … (cut at 4 characters)");
});

Deno.test("printableLine() returns one line", () => {
  assertEquals(printableLine("a\tb\r\nc\u2028::d", 20), "a b␊c␊: :d");
  assertEquals(printableLine("abcde\n", 4), "abcd … (cut at 4 characters)");
});

for (
  const [name, shown] of [
    ["04_gradient_descent.ts", "04_gradient_descent.ts"],
    ["Ада Лавлейс, 王 (2)", "Ада Лавлейс, 王 (2)"],
    ["a\nada 8 8", "a␊ada 8 8"],
    ["a\r\n\tb\0", "a␍␊␉b␀"],
    ["ada\u2028\u0085\x7f", "ada\\u{2028}\\u{85}\\u{7f}"],
    ["ada   8 ", "ada␠␠␠8␠"],
    ["ada\u2003\u00a08\u2800\u3164", "ada\\u{2003}\\u{a0}8\\u{2800}\\u{3164}"],
    ["\x1b[2J\x1b]0;t\x07", "␛[2J␛]0;t␇"],
    ["st.tset\u202e\ud800", "st.tset\\u{202e}\\u{d800}"],
    ["::error::##vso[x", ": :error: :## vso[x"],
  ]
) {
  Deno.test(`printableName() shows ${JSON.stringify(name)} as ${JSON.stringify(shown)}`, () => {
    assertEquals(printableName(name), shown);
  });
}

Deno.test("printableName() cuts names that are longer than any system allows", () => {
  assertEquals(printableName("x".repeat(300)), `${"x".repeat(254)}…`);
  assertEquals(printableName("abc🎉", 5), "abc🎉");
  assertEquals(printableName("abc🎉f", 5), "abc…");
});

const PARTS = [
  ..."\x1b[]PX^_\\;JmcG0 \x07\x9b\x9c\x9d\x90\r\n\t:#a\u202e\u200b\u2028\ufffe\ufe0f❤\u0301\u3164",
  ..."\ud83c \udf89 \ud800".split(" "),
  "::",
  "##vso[",
  "##[",
  "\u{e0041}",
];

/** The characters that no displayed text may contain. */
const UNWANTED =
  // deno-lint-ignore no-control-regex
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u200b\ufffe\u3164\u{e0041}]|\p{Cs}|::|##\w*\[/u;

Deno.test("printable() and printableName() remove text that controls a terminal, a report or a test service", () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }), (parts) => {
      const text = parts.join("");
      const [shown, name] = [printable(text, 20), printableName(text, 20)];
      assert(!UNWANTED.test(shown), JSON.stringify(shown));
      assert(!UNWANTED.test(name) && !/[\n\t]/.test(name), JSON.stringify(name));
      assertEquals(printable(printable(text)), printable(text));
    }),
    { seed: 42, numRuns: 5000 },
  ));
