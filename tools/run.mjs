// The entry of every `npm run …`. It works in a fresh clone: nothing but Node's own modules is there yet, and this file
// also has to be understood by versions of Node that are too old for the rest.
import { createRequire } from "module";
import { fileURLToPath } from "url";

const require = createRequire(import.meta.url);
const { nodeProblem } = require("./install/node-version.cjs");

// Not everything that a command waits for keeps the process up: without this, it could end early, and with success.
setInterval(() => undefined, 60_000);

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  run().then(process.exit);
} else {
  process.stderr.write(problem + "\n");
  process.exit(1);
}

/** Installs what the command line needs and hands over to it; resolves to the exit code. */
async function run() {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { describeFailure } = require("./shared/failure.cjs");
  try {
    await require("./install/install.cjs").ensureInstalled(root);
    const { loadTypeScript } = require("./typescript/load.cjs");
    const { main } = loadTypeScript(fileURLToPath(new URL("../cli/main.ts", import.meta.url)));
    return await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(describeFailure(error) + "\n");
    return 1;
  }
}
