/**
 * Prints the names in a folder as JSON: for a process that may not look into it itself, but may start another.
 * @module
 */
console.log(JSON.stringify([...Deno.readDirSync(Deno.args[0])].map(({ name }) => name)));
