/**
 * No text of a lesson becomes code: neither by `eval` nor by `Function` and its hidden relatives. Such code would have
 * no file, so nobody could tell whose it is, and it may be somebody else who is brought to make it: a function of ours
 * that is given `eval` as a callback.
 * @module
 */

/** Exchanges all five ways; probes are evaluated by a reference that was taken before. */
export function refuseCode(): void {
  const refuse = () => {
    throw new TypeError("makes code from a text, which a lesson may not: write the function itself, without eval.");
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
    // so that `f instanceof Function` is what it was
    Object.defineProperty(refusing, "prototype", { value: prototype, writable: false });
    if (constructor !== Function) Object.setPrototypeOf(refusing, makers[0].constructor);
    Object.defineProperty(prototype, "constructor", { value: refusing });
    if (constructor === Function) Object.defineProperty(globalThis, "Function", { value: refusing });
  }
}

/** A function that cannot be called with `new`, as built-in ones cannot. */
function method(name: string, call: () => void): () => void {
  return { [name]: () => call() }[name];
}
