"use strict";

// A process of its own around npm, which goes on installing after Ctrl-C and after the death of whoever called it.

const { spawn } = require("node:child_process");
const { endGroupWithParent } = require("../shared/process-group.cjs");

endGroupWithParent();
const npm = spawn("npm", process.argv.slice(2), { stdio: "inherit" });
npm.once("error", (error) => {
  process.stderr.write(error.message);
  process.exit(1);
});
npm.once("exit", (code) => process.exit(code ?? 1));
