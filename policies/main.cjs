"use strict";

const path = require("node:path");
const { doExitWorkAfter } = require("../tools/modules/code-cache.cjs");
const { lightenSdk } = require("../tools/program/lighten-sdk.cjs");
const { loadTypeScript } = require("../tools/typescript/load.cjs");

// The entry of the pack in this repository, which package.json names. It compiles the pack in memory, as the program is
// compiled, so that `pulumi up --policy-pack policies` needs no build and never runs an old one. The SDK's own
// compiler, which checks types, doesn't run. The published package holds the compiled pack (README.md).
lightenSdk(__filename);
loadTypeScript(path.join(__dirname, "index.ts"));
doExitWorkAfter(1_000); // the engine kills its packs, so there is no normal exit
