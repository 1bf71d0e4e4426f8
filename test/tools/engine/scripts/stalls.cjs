"use strict";

// Starts what would never end, as a shell that started curl, and downloads until that listens on a port that it notes.

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { endGroupWithParent } = require("../../../../tools/shared/process-group.cjs");

endGroupWithParent();
const [, , folder = ""] = process.argv;
const port = path.join(folder, "port");
const listen = `
  const server = require("node:net").createServer().listen(0, "127.0.0.1", () => {
    require("node:fs").writeFileSync(process.argv[1], String(server.address().port));
  });`;
spawn(process.execPath, ["-e", listen, port], { stdio: "inherit" });
const downloading = setInterval(() => {
  fs.appendFileSync(path.join(folder, "tmp", "part"), "some");
  if (fs.existsSync(port)) clearInterval(downloading);
}, 5);
