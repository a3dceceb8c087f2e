/**
 * Starts a program and watches it while it runs, for tests: with or without a terminal.
 * @module
 */
import { assert } from "@std/assert";
import type { CourseCopy, Ended } from "./course_copy.ts";

/** Whether util-linux's `script` is installed, which makes terminals. */
export const hasTerminals: boolean = Deno.build.os === "linux" && await canRun("script", "--version");

/** How to start it. */
export interface StartOptions {
  /** Additional variables of the environment. */
  env?: Record<string, string>;
  /** The program that starts the command instead of the test itself. */
  wrap?: string[];
  /** A shell command that follows in the same terminal. */
  terminal?: string;
}

/** A watched program. */
export interface Started extends AsyncDisposable {
  /** Its process. */
  pid: number;
  /** What it has printed so far. */
  readonly output: string;
  /**
   * Waits for `texts`, one after the other, in the output after the last text that it waited for; returns the output up
   * to there.
   */
  says(...texts: string[]): Promise<string>;
  /** Types `keys`, in a terminal. */
  press(keys: string): Promise<void>;
  /** Sends Ctrl-C without a terminal, only to this process. */
  interrupt(): void;
  /** Sends a signal; no error if it has ended. */
  kill(signal: Deno.Signal): void;
  /** Waits for its end. */
  end(): Promise<Ended>;
}

/** `deno task NAME WORD…` in `course`. */
export function startTask(course: CourseCopy, [name, ...words]: string[], options: StartOptions = {}): Started {
  return startDeno(course.folder, course.taskArguments(name, ...words), options);
}

/** `deno ARGUMENT…` in `folder`. */
export function startDeno(
  folder: string,
  denoArguments: string[],
  { env, wrap = [], terminal }: StartOptions = {},
): Started {
  const task = [Deno.execPath(), ...denoArguments];
  const quoted = task.map((word) => `'${word}'`).join(" ");
  // the shell must not end at Ctrl-C
  const shell = `trap : INT; ${quoted}; echo "code $?"; ${terminal}`;
  const [command, ...args] = terminal ? ["script", "-qec", shell, "/dev/null"] : [...wrap, ...task];
  const child = new Deno.Command(command, {
    args,
    env: { NO_COLOR: "1", COLUMNS: "", ...env },
    cwd: folder,
    stdin: terminal ? "piped" : "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = terminal ? child.stdin.getWriter() : undefined;
  let output = "";
  let errors = "";
  let position = 0;
  const readings = [
    readStream(child.stdout, (text) => output += text),
    readStream(child.stderr, (text) => errors += text),
  ];
  const kill = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // it has ended
    }
  };
  return {
    pid: child.pid,
    get output() {
      return output;
    },
    says: async (...texts: string[]) => {
      const from = position;
      for (const text of texts) {
        await until(() => output.indexOf(text, position) >= 0, () => `"${text}" did not come in\n${output}\n${errors}`);
        position = output.indexOf(text, position) + text.length;
      }
      return output.slice(from, position);
    },
    press: async (keys: string) => await input?.write(new TextEncoder().encode(keys)),
    interrupt: () => kill("SIGINT"),
    kill,
    end: async () => {
      const { code } = await child.status;
      await Promise.all(readings);
      return { code, stdout: output, stderr: errors };
    },
    [Symbol.asyncDispose]: async () => {
      kill("SIGKILL");
      await child.status;
      await Promise.all(readings);
      await input?.close().catch(() => {});
    },
  };
}

async function readStream(stream: ReadableStream<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) take(decoder.decode(chunk, { stream: true }));
}

/** Waits until the condition is true, but not forever. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  message: string | (() => string),
): Promise<void> {
  const end = performance.now() + 30_000;
  while (!await condition()) {
    assert(performance.now() < end, typeof message === "string" ? message : message());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether there is such a program, and it works. */
export async function canRun(command: string, ...args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output();
    return success;
  } catch {
    return false;
  }
}
