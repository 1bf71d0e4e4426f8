"use strict";

const { describeFailure } = require("../tools/shared/failure.cjs");
const { loadTypeScript } = require("../tools/typescript/load.cjs");

/** Starts the local cloud of the directory in the first argument, and says on standard output once it can be used. */
async function main() {
  const { serve } = loadTypeScript(require.resolve("./server.ts"));
  await serve(process.argv[2]);
  process.stdout.write("ready\n");
}

main().catch((error) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
});
