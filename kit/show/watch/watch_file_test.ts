import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { type FileListener, watchFile } from "./watch_file.ts";

type Events = ReturnType<NonNullable<FileListener["eventsOf"]>>;

Deno.test("writing a file, renaming another over it, or deleting and creating it again is a change", async () => {
  await using file = await watched();
  await file.seen("first");
  Deno.writeTextFileSync(file.path, "in place");
  await file.seen("in place");
  Deno.writeTextFileSync(`${file.path}~`, "renamed");
  Deno.renameSync(`${file.path}~`, file.path);
  await file.seen("renamed");
  Deno.removeSync(file.path);
  Deno.writeTextFileSync(file.path, "anew");
  await file.seen("anew");
  assertEquals(file.texts, ["first", "in place", "renamed", "anew"]);
});

Deno.test("saving the same text again is not a change", async () => {
  await using file = await watched();
  await file.seen("first");
  Deno.writeTextFileSync(file.path, "first");
  await pause(300);
  Deno.writeTextFileSync(file.path, "second");
  await file.seen("second");
  assertEquals(file.texts, ["first", "second"]);
});

Deno.test("a file that is empty or missing is reported after a while, but not at once", async () => {
  await using file = await watched();
  await file.seen("first");
  Deno.writeTextFileSync(file.path, "");
  await pause(30);
  Deno.writeTextFileSync(file.path, "second");
  await file.seen("second");
  assertEquals(file.texts, ["first", "second"]);
  Deno.removeSync(file.path);
  await file.seen(null);
  Deno.writeTextFileSync(file.path, "");
  await file.seen("");
  assertEquals(file.texts, ["first", "second", null, ""]);
});

Deno.test("a file that does not exist yet is reported when it is created", async () => {
  await using file = await watched({ text: null });
  await file.seen(null);
  Deno.writeTextFileSync(file.path, "first");
  await file.seen("first");
});

Deno.test({
  name: "a file that replaces a link is a change, even with the same text",
  ignore: Deno.build.os === "windows", // links need a permission there
  fn: async () => {
    await using file = await watched();
    await file.seen("first");
    Deno.renameSync(file.path, `${file.path}~`);
    Deno.symlinkSync(`${file.path}~`, file.path);
    await pause(600);
    const before = file.texts.length;
    Deno.renameSync(`${file.path}~`, file.path);
    await pause(600);
    assertEquals([before, file.texts.length], [2, 3]);
  },
});

Deno.test("many events in a row count as one change, and other files do not count", async () => {
  const events = fakeEvents();
  await using file = await watched({ eventsOf: () => events });
  await file.seen("first");
  Deno.writeTextFileSync(file.path, "second");
  events.push("other.ts");
  for (let i = 0; i < 20; i++) events.push("lesson.ts");
  await file.seen("second");
  assertEquals(file.texts, ["first", "second"]);
  assertEquals(file.polling, 0);
});

Deno.test("if the system refuses to report changes, the file is polled", async () => {
  await using file = await watched({
    eventsOf: () => {
      throw new Error("too many watches");
    },
  });
  await file.seen("first");
  assertEquals(file.polling, 1);
  Deno.writeTextFileSync(file.path, "second");
  await file.seen("second");
});

Deno.test("if the system reports no changes, onPolling is called once, and the file is polled", async () => {
  await using file = await watched({ eventsOf: fakeEvents });
  await file.seen("first");
  assertEquals(file.polling, 0);
  for (const text of ["second", "third", "fourth"]) {
    Deno.writeTextFileSync(file.path, text);
    await file.seen(text);
    await pause(400);
  }
  assertEquals(file.polling, 1);
  assertEquals(file.texts, ["first", "second", "third", "fourth"]);
});

Deno.test("an acknowledged text is not reported", async () => {
  await using file = await watched();
  await file.seen("first");
  Deno.writeTextFileSync(file.path, "ours");
  await file.acknowledge();
  await pause(300);
  assertEquals(file.texts, ["first"]);
});

/** A watched file in its own folder, and the reports about it. */
async function watched({ text = "first", eventsOf }: { text?: string | null; eventsOf?: () => Events } = {}) {
  const folder = await Deno.makeTempDir({ prefix: "downhill-" });
  const path = join(folder, "lesson.ts");
  if (text !== null) Deno.writeTextFileSync(path, text);
  const texts: (string | null)[] = [];
  let polling = 0;
  const { acknowledge, stop } = watchFile(path, {
    onChange: () => texts.push(readOrNull(path)),
    onPolling: () => polling++,
    eventsOf,
  });
  return {
    path,
    texts,
    acknowledge,
    get polling() {
      return polling;
    },
    /** Waits until the last report is `text`. */
    seen: async (text: string | null) => {
      for (let i = 0; i < 500 && (texts.length === 0 || texts.at(-1) !== text); i++) await pause(20);
      assert(
        texts.length > 0 && texts.at(-1) === text,
        `${JSON.stringify(text)} was not reported within 10 s: ${texts}`,
      );
    },
    [Symbol.asyncDispose]: async () => {
      stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function readOrNull(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return null;
  }
}

/** Events that arrive when the test pushes them. */
function fakeEvents(): Events & { push(name: string): void } {
  let controller!: ReadableStreamDefaultController<Pick<Deno.FsEvent, "kind" | "paths">>;
  let isClosed = false;
  const stream = new ReadableStream<Pick<Deno.FsEvent, "kind" | "paths">>({ start: (c) => void (controller = c) });
  return {
    push: (name) => controller.enqueue({ kind: "modify", paths: [join("/anywhere", name)] }),
    close: () => {
      if (!isClosed) controller.close();
      isClosed = true;
    },
    [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
