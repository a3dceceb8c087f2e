import { assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "./usage_error.ts";
import { readArguments } from "./arguments.ts";

const KNOWN = { flags: ["watch"], values: ["device", "seed"], words: 1 };

const read = (...args: string[]) => readArguments(args, KNOWN);

Deno.test("readArguments() distinguishes flags, values and words, in any order", () => {
  for (const args of [["4", "--watch", "--device", "cpu"], ["--device=cpu", "--watch", "4"]]) {
    const { flags, values, words } = read(...args);
    assertEquals([[...flags], [...values], words], [["watch"], [["device", "cpu"]], ["4"]]);
  }
});

Deno.test("readArguments() leaves words and values as they were typed", () => {
  assertEquals(read("007").words, ["007"]);
  assertEquals(read("--seed", "0x10").values.get("seed"), "0x10");
  assertEquals(read("--", "--watch").words, ["--watch"]);
});

Deno.test("readArguments() accepts --help, -h and --json everywhere", () => {
  for (const [word, flag] of [["--help", "help"], ["-h", "help"], ["--json", "json"]]) {
    assertEquals([...readArguments([word], { flags: [], values: [] }).flags], [flag]);
  }
});

Deno.test("readArguments() reads the word help as --help, but only if it is the only word", () => {
  assertEquals([...read("help").flags], ["help"]);
  assertThrows(() => read("4", "help"), UsageError, '"help" is one word too many');
});

Deno.test("readArguments() refuses unknown options and says why in a sentence", () => {
  const wrong: [string[], string][] = [
    [["--wach"], "There is no option --wach: --help lists all options."],
    [["-w"], "There is no option -w:"],
    [["-4"], "There is no option -4:"],
    [["--no-watch"], "There is no option --no-watch:"],
    [["4", "5"], '"5" is one word too many: --help shows the usage.'],
    [["--seed"], "--seed needs a value: --help shows the usage."],
    [["--seed="], "--seed needs a value:"],
    [["--seed", "--watch"], "--seed needs a value:"],
    [["--seed", "1", "--seed", "2"], "--seed was given twice: give it once."],
  ];
  for (const [args, message] of wrong) assertThrows(() => read(...args), UsageError, message);
});
