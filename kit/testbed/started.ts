/**
 * Starts a program for a test, with or without a terminal, and watches it while it runs.
 * @module
 */
import { assert } from "@std/assert";
import type { CourseCopy, Ended } from "./course_copy.ts";

/** Whether util-linux's `script` is installed, which provides terminals. */
export const hasTerminals: boolean = Deno.build.os === "linux" && await canRun("script", "--version");

/** How to start a program. */
export interface StartOptions {
  /** Additional environment variables. */
  env?: Record<string, string>;
  /** The program that starts the command in place of the test. */
  wrap?: string[];
  /** A shell command that runs afterwards in the same terminal. */
  terminal?: string;
}

/** A watched program. */
export interface Started extends AsyncDisposable {
  /** Its process. */
  pid: number;
  /** Its output so far. */
  readonly output: string;
  /**
   * Waits until all `texts` have appeared in the output, one after the other. The search begins where that of the
   * previous call ended. Returns the output from there to the end of the last text.
   */
  says(...texts: string[]): Promise<string>;
  /** Types `keys` in its terminal. */
  press(keys: string): Promise<void>;
  /** Sends the signal of Ctrl-C, but only to this process. */
  interrupt(): void;
  /** Sends a signal; does nothing if the process has ended. */
  kill(signal: Deno.Signal): void;
  /** Waits until it has ended. */
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
      // the process has ended
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
        await until(
          () => output.indexOf(text, position) >= 0,
          () => `"${text}" is missing in\n${output}\n${errors}`,
        );
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

/** Waits until the condition is true, but only for a limited time. */
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

/** Whether this program is installed and works. */
export async function canRun(command: string, ...args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output();
    return success;
  } catch {
    return false;
  }
}
