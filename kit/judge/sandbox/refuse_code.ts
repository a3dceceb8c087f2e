/**
 * Prevents a lesson from turning a string into code, with `eval`, `Function` or similar hidden functions. Such code
 * belongs to no file, so its imports would count as the imports of the caller of `eval`. That is one of our functions
 * if a lesson passes `eval` to it as a callback.
 * @module
 */

/** Replaces all five functions; probes are evaluated through a reference that was saved before. */
export function refuseCode(): void {
  const refuse = () => {
    throw new TypeError("makes code from a string, which a lesson may not: write the function itself, without eval.");
  };
  Object.defineProperty(globalThis, "eval", { value: method("eval", refuse), writable: false, configurable: false });
  const makers = [
    function () {},
    async function () {},
    function* () {},
    async function* () {},
  ].map((example) => Object.getPrototypeOf(example));
  for (const prototype of makers) {
    const { constructor } = prototype;
    const refusing = function () {
      refuse();
    };
    Object.defineProperty(refusing, "name", { value: constructor.name });
    // so that `f instanceof Function` does not change
    Object.defineProperty(refusing, "prototype", { value: prototype, writable: false });
    if (constructor !== Function) Object.setPrototypeOf(refusing, makers[0].constructor);
    Object.defineProperty(prototype, "constructor", { value: refusing });
    if (constructor === Function) Object.defineProperty(globalThis, "Function", { value: refusing });
  }
}

/** A function that cannot be called with `new`, like the built-in ones. */
function method(name: string, call: () => void): () => void {
  return { [name]: () => call() }[name];
}
