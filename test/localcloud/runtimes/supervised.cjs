"use strict";

const { loadTypeScript } = require("../../../tools/typescript/load.cjs");

/** Starts a program with a child of its own under a supervisor, says its process group, and waits. */
const { Supervisor } = loadTypeScript(require.resolve("../../../localcloud/runtimes/supervisor.ts"));
const child = new Supervisor().start({ command: "/bin/sh", args: ["-c", "sleep 600 & sleep 600"], environment: {} });
process.stdout.write(`${child.pid}\n`);
setInterval(() => undefined, 1000);
