import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { join } from "node:path";
import { recallPlace, rememberPlace } from "./place.ts";

async function inFolder(work: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(join(folder, ".cache", "page.json"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the first place has any free port, and a token that nobody can guess", () =>
  inFolder(async (file) => {
    const [one, other] = [await recallPlace(file), await recallPlace(file)];
    assertEquals(one.port, 0);
    assertMatch(one.token, /^[\da-f]{64}$/);
    assertNotEquals(one.token, other.token);
  }));

Deno.test("a place is remembered, in a file that only the user can read", () =>
  inFolder(async (file) => {
    const place = { port: 4000, token: "0123456789abcdef".repeat(4) };
    await rememberPlace(place, file);
    assertEquals(await recallPlace(file), place);
    if (Deno.build.os !== "windows") assertEquals((await Deno.stat(file)).mode! & 0o777, 0o600);
  }));

Deno.test("a file that is not ours is not believed", () =>
  inFolder(async (file) => {
    await rememberPlace({ port: 4000, token: "0123456789abcdef".repeat(4) }, file);
    const wrong = ["", "{", "null", '{"port":80,"token":"x"}', '{"port":4000,"token":""}', '{"port":"4000"}'];
    for (
      const text of [
        ...wrong,
        `{"port":70000,"token":"${"a".repeat(64)}"}`,
        `{"port":4000,"token":["${"a".repeat(64)}"]}`,
      ]
    ) {
      await Deno.writeTextFile(file, text);
      assertEquals((await recallPlace(file)).port, 0, text);
    }
  }));
