"use strict";

const path = require("node:path");
const { doExitWorkAfter } = require("../tools/modules/code-cache.cjs");
const { lightenSdk } = require("../tools/program/lighten-sdk.cjs");
const { loadTypeScript } = require("../tools/typescript/load.cjs");

// The entry of the pack in this repository, named in package.json: it compiles the pack as the program is compiled, so that
// no build has to precede `pulumi up --policy-pack policies`, and no older build is run by mistake. The SDK's own
// compiler, which type-checks, is never asked. What is published is compiled (README.md).
lightenSdk(__filename);
loadTypeScript(path.join(__dirname, "index.ts"));
doExitWorkAfter(1_000); // the engine kills its packs
