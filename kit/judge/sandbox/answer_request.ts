/**
 * What a lesson answers to a request. This is the only module that evaluates text.
 * @module
 */
import { MissingExport } from "./failure_of.ts";
import type { LessonModule, Namespace } from "./lesson_module.ts";
import type { Request } from "./messages.ts";
import { decode, encode, type TensorReader } from "./values.ts";

const { eval: evaluate } = globalThis; // a lesson that exchanges it must not be handed the probes

/**
 * The answer as text, written down in the turn in which it was returned or its promise was kept: in a later turn, a
 * lesson could have put right what it should have left alone.
 */
export async function answerRequest(
  request: Request,
  lesson: LessonModule,
  readTensor: TensorReader | undefined,
): Promise<string> {
  if (request.kind === "load") lesson.exchange(request.lesson);
  const namespace = await lesson.load();
  if (request.kind === "load") return await encode(true);
  if (request.kind === "picture") {
    const { drawPicture } = await import("./picture.ts");
    return await encode(await drawPicture(namespace.picture));
  }
  // Called by another name, eval is indirect: the probe sees globals, as in its own file, and no variable of this
  // module. It is strict, as a module is: a function of the lesson's that it calls cannot look at it.
  const probe = evaluate(`"use strict"; (${request.probe})`);
  const result = probe(withExports(namespace), ...decode(request.args) as unknown[]);
  return isThenable(result) ? await encode(await result, readTensor) : await encode(result, readTensor);
}

/** The lesson's exports; to ask for one that is not there is an error that says so, instead of "not a function". */
function withExports(namespace: Namespace): Namespace {
  return new Proxy({}, {
    get(_, name) {
      if (typeof name === "symbol" || name in namespace) return namespace[name as string];
      throw new MissingExport(name);
    },
  });
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
