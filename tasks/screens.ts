/**
 * Writes every screen of the learner's commands into .cache/screens/, in three widths, for a person to look at.
 * @module
 */
import { join } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { screensAt, tooWide } from "../kit/testbed/places/screens.ts";
import { root } from "../kit/base/root.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { screenWidth } from "../kit/base/screen_width.ts";
import { writeAtomically } from "../kit/base/write.ts";

const HELP = `deno task screens

Writes each screen of the learner's commands to three files, for screens of 40, 80 and 120 columns: for example to .cache/screens/40/lesson_4_fails.txt. This takes a few minutes.

Exit code: 0 every line fits, 1 a line is too wide for its screen.`;

/** The widths: a phone or a pane next to the editor, an old terminal, a wide terminal. */
const WIDTHS = [40, 80, 120];

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: [], values: [], words: 0 });
  if (flags.has("help")) return console.log(helpText(HELP, screenWidth())), 0;
  let isFine = true;
  for (const width of WIDTHS) {
    for await (const { name, text } of screensAt(width)) {
      const path = join(root, ".cache", "screens", String(width), `${name}.txt`);
      await writeAtomically(path, text);
      for (const line of tooWide(text, width)) {
        console.log(`  ${name} at ${width} columns: ${line}`);
        isFine = false;
      }
    }
  }
  console.log(`  ${isFine ? "All lines fit. " : ""}The screens are in .cache/screens/`);
  return isFine ? 0 : 1;
});
