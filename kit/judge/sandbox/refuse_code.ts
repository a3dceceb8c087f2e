/**
 * Prevents a lesson from turning a string into code with `eval`, `Function` or similar hidden functions. Such code
 * belongs to no file, so its imports would count as imports by the caller of `eval`. If a lesson passes `eval` as a
 * callback, that caller is one of our own functions.
 * @module
 */

/**
 * Replaces `eval` and the constructors of all four kinds of functions. Probes are evaluated with a reference to `eval`
 * that was saved beforehand.
 */
export function refuseCode(): void {
  const refuse = () => {
    throw new TypeError(
      "makes code from a string, which a lesson may not do: write the function itself, without eval.",
    );
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
    // keeps `f instanceof Function` as it was
    Object.defineProperty(refusing, "prototype", { value: prototype, writable: false });
    if (constructor !== Function) Object.setPrototypeOf(refusing, makers[0].constructor);
    Object.defineProperty(prototype, "constructor", { value: refusing });
    if (constructor === Function) Object.defineProperty(globalThis, "Function", { value: refusing });
  }
}

/** Makes a function that cannot be called with `new`, like built-in functions. */
function method(name: string, call: () => void): () => void {
  return { [name]: () => call() }[name];
}
