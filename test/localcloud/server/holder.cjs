"use strict";

// A process of its own for server.test.ts: holds the local cloud of a directory until it is killed.

const path = require("node:path");
const { loadTypeScript } = require("../../../tools/typescript/load.cjs");

const { acquireLocalCloud } = loadTypeScript(path.join(__dirname, "../../../localcloud/client.ts"));

acquireLocalCloud(process.argv[2]).then((/** @type {{ controlUrl: string }} */ lease) => {
  process.send?.(lease.controlUrl);
  setInterval(() => undefined, 60_000);
});
