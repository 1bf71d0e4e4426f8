"use strict";

// Downloads for ever, a little at a time.

const fs = require("node:fs");
const path = require("node:path");
const { endGroupWithParent } = require("../../../../tools/shared/process-group.cjs");

endGroupWithParent();
setInterval(() => fs.appendFileSync(path.join(String(process.env.TMPDIR), "part"), "some"), 5);
