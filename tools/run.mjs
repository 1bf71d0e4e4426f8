// The entry of every `npm run …`. In a fresh clone only Node's own modules exist, and old versions of Node also have to
// be able to parse this file.
import { createRequire } from "module";
import { fileURLToPath } from "url";

const require = createRequire(import.meta.url);
const { nodeProblem } = require("./install/node-version.cjs");

// Some things that a command waits for don't keep the process alive. Without this, it could end early and with success.
setInterval(() => undefined, 60_000);

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  run().then(exit);
} else {
  process.stderr.write(problem + "\n");
  process.exit(1);
}

/** Installs the packages and runs the command line; resolves to the exit code. */
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

/**
 * Ends the process once all is written: what waits for the reader of a pipe, such as `| grep`, would else be lost.
 * @param {number} code
 */
async function exit(code) {
  /** @param {NodeJS.WriteStream} stream */
  const written = (stream) =>
    new Promise((resolve) => {
      stream.on("error", resolve); // a reader that has enough, such as `| head`
      stream.write("", resolve);
    });
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit(code);
}
