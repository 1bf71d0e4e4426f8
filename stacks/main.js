"use strict";

const path = require("node:path");
const { endWithEngine } = require("../tools/program/end-with-engine.cjs");
const { lightenSdk } = require("../tools/program/lighten-sdk.cjs");
const { loadTypeScript } = require("../tools/typescript/load.cjs");

// The entry of `pulumi up`, named in Pulumi.yaml: plain JavaScript, so that the SDK's compiler, which type-checks the
// whole program at every edit, is never asked (docs/performance.md).
endWithEngine();
lightenSdk(__filename);
const { run } = loadTypeScript(path.join(__dirname, "environment", "index.ts"));

module.exports = run;
