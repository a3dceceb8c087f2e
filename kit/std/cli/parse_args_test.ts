import { assertEquals, assertThrows } from "@std/assert";
import { parseArgs } from "@std/cli";

const words = (line: string) => line.split(" ");

Deno.test("parseArgs() takes the next word, or the text after =, as a value", () => {
  assertEquals(parseArgs(words("--name a --size=3 -n 5 -m7 -k=x file")), {
    name: "a",
    size: 3,
    n: 5,
    m: 7,
    k: "x",
    _: ["file"],
  });
  assertEquals(parseArgs(["--text=a\nb=c"]), { text: "a\nb=c", _: [] });
});

Deno.test("parseArgs() sets options without a value to true", () => {
  assertEquals(parseArgs(words("--one --two -abc")), { one: true, two: true, a: true, b: true, c: true, _: [] });
});

Deno.test("parseArgs() does not take the next word after a boolean, unless it is true or false", () => {
  const boolean = ["watch", "json"] as const;
  assertEquals(parseArgs(words("--watch 4"), { boolean }), { watch: true, json: false, _: [4] });
  assertEquals(parseArgs(words("--watch false --json=false"), { boolean }), { watch: false, json: false, _: [] });
  assertEquals(parseArgs(words("--a b --c=d"), { boolean: true }), { a: true, c: "d", _: ["b"] });
});

Deno.test("parseArgs() keeps strings unchanged", () => {
  const args: Record<string, unknown> = parseArgs(words("--seed 007 05"), { string: ["seed", "_"] });
  assertEquals(args, { seed: "007", _: ["05"] });
  assertEquals(parseArgs(["--seed"], { string: "seed" }), { seed: "", _: [] });
  assertEquals(parseArgs(words("--seed --other"), { string: ["seed"] }), { seed: "", other: true, _: [] });
  assertEquals(parseArgs(["1e3", "0x10", "1x", " ", "-"]), { _: [1000, 16, "1x", " ", "-"] });
});

Deno.test("parseArgs() returns an option under all its names", () => {
  const options = { boolean: ["help"], alias: { help: ["h", "?"] } } as const;
  assertEquals(parseArgs(["-h"], options), { help: true, h: true, "?": true, _: [] });
  assertEquals(parseArgs(["-h", "x"], options), { help: true, h: true, "?": true, _: ["x"] });
  assertEquals(parseArgs([], options), { help: false, h: false, "?": false, _: [] });
});

Deno.test("parseArgs() fills in defaults for options that are not given", () => {
  const options = { string: ["device"], alias: { device: "d" }, default: { device: "auto" } } as const;
  assertEquals(parseArgs([], options), { device: "auto", d: "auto", _: [] });
  assertEquals(parseArgs(words("-d cpu"), options), { device: "cpu", d: "cpu", _: [] });
});

Deno.test("parseArgs() negates only negatable options", () => {
  const options = { boolean: ["color"], negatable: ["color"], default: { color: true } } as const;
  assertEquals(parseArgs(["--no-color"], options), { color: false, _: [] });
  assertEquals(parseArgs([], options), { color: true, _: [] });
  assertEquals(parseArgs(["--no-other"], options), { color: true, "no-other": true, _: [] });
});

Deno.test("parseArgs() returns the last value of an option, or all values of a collected option", () => {
  assertEquals(parseArgs(words("--tag a --tag b")), { tag: "b", _: [] });
  assertEquals(parseArgs(words("--tag a --tag 2"), { collect: ["tag"] }), { tag: ["a", 2], _: [] });
  assertEquals(parseArgs([], { string: ["tag"], collect: ["tag"] }), { tag: [], _: [] });
});

Deno.test("parseArgs() stops at --, and with stopEarly also at the first word", () => {
  assertEquals(parseArgs(words("a -- --b 1")), { _: ["a", "--b", "1"] });
  assertEquals(parseArgs(words("a -- --b 1"), { "--": true }), { _: ["a"], "--": ["--b", "1"] });
  assertEquals(parseArgs(words("--a=1 b --c"), { stopEarly: true }), { a: 1, _: ["b", "--c"] });
});

Deno.test("parseArgs() calls unknown() for each unknown option or word", () => {
  const asked: unknown[] = [];
  const unknown = (...question: unknown[]) => {
    asked.push(question);
    return false;
  };
  assertEquals(parseArgs(words("--known 1 --other=2 word"), { string: ["known"], unknown }), { known: "1", _: [] });
  assertEquals(asked, [["--other=2", "other", "2"], ["word"]]);
  const refuse = (arg: string) => {
    throw new TypeError(`There is no ${arg}.`);
  };
  assertThrows(() => parseArgs(["--what"], { unknown: refuse }), TypeError, "There is no --what.");
});

Deno.test("parseArgs() does not change the prototype of its result", () => {
  assertEquals(Object.getPrototypeOf(parseArgs(["--__proto__", "x"])), Object.prototype);
});
