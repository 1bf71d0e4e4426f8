"use strict";

// A process of its own for trail.test.ts: writes as many events as told.

const path = require("node:path");
const { loadTypeScript } = require("../../../tools/typescript/load.cjs");

async function main(/** @type {string} */ directory, /** @type {string} */ who, /** @type {number} */ times) {
  const audit = loadTypeScript(path.resolve(__dirname, "../../../automation/audit/index.ts"));
  const trail = new audit.AuditTrail({
    store: new audit.DirectoryTrailStore(directory),
    anchors: [new audit.FileAnchor(path.join(directory, "anchor", "heads.jsonl"))],
    now: () => new Date(),
  });
  for (let turn = 0; turn < times; turn++) {
    await trail.append({ who, what: { action: "scale" }, from: { host: "here" }, outcome: "succeeded" });
  }
  process.disconnect?.();
}

const [directory = "", who = "", times = "1"] = process.argv.slice(2);
void main(directory, who, Number(times));
