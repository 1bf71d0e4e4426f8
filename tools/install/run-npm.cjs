"use strict";

// Runs npm in a process of its own. By itself npm would go on installing after Ctrl-C and after the death of its
// caller.

const { spawn } = require("node:child_process");
const { endGroupWithParent } = require("../shared/process-group.cjs");

endGroupWithParent();
const npm = spawn("npm", process.argv.slice(2), { stdio: "inherit" });
npm.once("error", (error) => {
  process.stderr.write(error.message);
  process.exit(1);
});
npm.once("exit", (code) => process.exit(code ?? 1));
