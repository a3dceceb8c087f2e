/**
 * @module
 */

/** A tag in the form that our pages write, with its attributes; or a character that begins or ends another one. */
const TAG = /<(\/?[a-z][a-z0-9]*)((?: [a-z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\/?>|[<>]/g;

/**
 * The tags of an HTML page, without the values of their attributes: "a href". The content of `<style>` and `<script>` is
 * not HTML, so it is left out.
 * @throws {Error} If there is a `<` or a `>` that belongs to no tag in the form of our pages.
 */
export function tagsOf(page: string): string[] {
  const text = page.replace("<!doctype html>", "").replace(/(<(style|script)>)[^]*?(?=<\/\2>)/g, "$1");
  return [...text.matchAll(TAG)].map(({ 0: tag, 1: name, 2: attributes, index }) => {
    if (!name) throw new Error(`No tag has a ${tag} at ${JSON.stringify(text.slice(index, index + 80))}.`);
    return name + attributes.replace(/="[^"]*"/g, "");
  });
}
