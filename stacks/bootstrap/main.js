"use strict";

const path = require("node:path");
const { endWithEngine } = require("../../tools/program/end-with-engine.cjs");
const { lightenSdk } = require("../../tools/program/lighten-sdk.cjs");
const { loadTypeScript } = require("../../tools/typescript/load.cjs");

endWithEngine();
lightenSdk(__filename);
const { program } = loadTypeScript(path.join(__dirname, "program.ts"));

module.exports = program;
