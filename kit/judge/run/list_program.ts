/**
 * Prints the names of the files in a folder as JSON, for a process that may not read the folder itself.
 * @module
 */
console.log(JSON.stringify([...Deno.readDirSync(Deno.args[0])].map(({ name }) => name)));
