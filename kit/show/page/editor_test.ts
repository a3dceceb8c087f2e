import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { findEditor, ownCommand } from "./editor.ts";

Deno.test("findEditor() finds no editor where there is none", async () => {
  assertEquals(await findEditor([]), undefined);
  assertEquals(await findEditor(["", "/no/such/folder", import.meta.dirname!]), undefined);
});

Deno.test({
  name: "findEditor() finds an installed editor, which gets the file and the line and nothing else",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const noted = join(folder, "noted");
      await Deno.writeTextFile(join(folder, "codium"), `#!/bin/sh\nprintf '%s|' "$@" >> ${noted}\n`, { mode: 0o755 });
      const editor = await findEditor(["/no/such/folder", folder]);
      assertEquals(editor?.name, "VSCodium");
      await editor!.open("/a b/04.ts", 7);
      await editor!.open("/a b/04.ts");
      assertEquals(await Deno.readTextFile(noted), "--goto|/a b/04.ts:7|--goto|/a b/04.ts|");
      assertEquals(editor!.command("lessons/04.ts", 7), "codium --goto lessons/04.ts:7");
      assertEquals(editor!.command("/a b/04.ts"), 'codium --goto "/a b/04.ts"');
      await Deno.chmod(join(folder, "codium"), 0o600);
      await editor!.open("/a b/04.ts"); // it does not start, and that is not an error
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("ownCommand() is the line that opens a file in the terminal's own editor", () => {
  assertEquals(ownCommand(""), undefined);
  assertEquals(ownCommand("nano")!("lessons/04.ts", 7), "nano +7 lessons/04.ts");
  assertEquals(ownCommand("/usr/bin/vim -p")!("/a b/04.ts"), '/usr/bin/vim -p "/a b/04.ts"');
  assertEquals(ownCommand("hx")!("lessons/04.ts", 7), "hx lessons/04.ts");
});
