/**
 * Makes a machine busy, for tests.
 * @module
 */

/** Starts three processes for each core, which run until they are disposed of. */
export function spinning(): { [Symbol.asyncDispose](): Promise<void> } {
  const children = Array.from({ length: 3 * navigator.hardwareConcurrency }, () =>
    new Deno.Command(Deno.execPath(), {
      args: ["eval", "while (true) {}"],
      ...{ stdin: "null", stdout: "null", stderr: "null" },
    }).spawn());
  return {
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill("SIGKILL");
      await Promise.all(children.map(({ status }) => status));
    },
  };
}
