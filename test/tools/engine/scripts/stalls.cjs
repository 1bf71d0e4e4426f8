"use strict";

// Starts what would never end, as a shell that started curl, and notes its process id.

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { endGroupWithParent } = require("../../../../tools/engine/process-group.cjs");

endGroupWithParent();
const stalled = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "inherit" });
fs.writeFileSync(path.join(String(process.argv[2]), "pid"), String(stalled.pid));
