"use strict";

const fs = require("node:fs");
const path = require("node:path");

fs.writeFileSync(path.join(String(process.argv[2]), "downloaded"), String(process.env.TMPDIR));
process.exit(0);
