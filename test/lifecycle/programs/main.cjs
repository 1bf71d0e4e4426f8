"use strict";

const path = require("node:path");
const { endWithEngine } = require("../../../tools/program/end-with-engine.cjs");
const { lightenSdk } = require("../../../tools/program/lighten-sdk.cjs");
const { loadTypeScript } = require("../../../tools/typescript/load.cjs");

endWithEngine();
lightenSdk(__filename);

/**
 * The function of a program beside this file.
 * @param {string} name
 */
module.exports = (name) => loadTypeScript(path.join(__dirname, `${name}.ts`)).program;
