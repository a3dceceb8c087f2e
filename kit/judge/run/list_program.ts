/**
 * Prints the names in a folder as JSON, for a process that may not read the folder but may start another process.
 * @module
 */
console.log(JSON.stringify([...Deno.readDirSync(Deno.args[0])].map(({ name }) => name)));
