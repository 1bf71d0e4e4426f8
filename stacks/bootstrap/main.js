"use strict";

const path = require("node:path");
const { loadTypeScript } = require("../../tools/typescript/load.cjs");

const { program } = loadTypeScript(path.join(__dirname, "program.ts"));

module.exports = program;
