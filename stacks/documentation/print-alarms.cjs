"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { loadTypeScript } = require("../../tools/typescript/load.cjs");

// A process of its own, since mocks of Pulumi's runtime hold for everything in a process: takes a configuration on its
// standard input, and prints the alarms of the environment.
const { environmentAlarms } = loadTypeScript(path.join(__dirname, "environment-alarms.ts"));
const configuration = JSON.parse(fs.readFileSync(0, "utf8"));
void environmentAlarms(configuration).then((/** @type {object[]} */ alarms) =>
  process.stdout.write(JSON.stringify(alarms)),
);
