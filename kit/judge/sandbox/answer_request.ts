/**
 * Answers a request to a lesson. This is the only module that evaluates text.
 * @module
 */
import { MissingExport } from "./failure_of.ts";
import type { LessonModule, Namespace } from "./lesson_module.ts";
import type { Request } from "./messages.ts";
import { decode, encode, type TensorReader } from "./values.ts";

const { eval: evaluate } = globalThis; // a lesson that replaces eval must not receive the probes

/**
 * Returns the answer as text. The text is made as soon as the probe returns or its promise is resolved, because a
 * lesson could later undo a change that it should not have made.
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
    return await encode(await drawPicture(namespace.picture, request));
  }
  // Called by another name, eval is indirect: the probe can use globals, as in its own file, but no variable of this
  // module. The probe is in strict mode, like a module, so a function of the lesson that it calls cannot inspect it.
  const probe = evaluate(`"use strict"; (${request.probe})`);
  const result = probe(withExports(namespace), ...decode(request.args) as unknown[]);
  return isThenable(result) ? await encode(await result, readTensor) : await encode(result, readTensor);
}

/** The lesson's exports. Reading a missing one throws an error that names it, instead of "not a function". */
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
