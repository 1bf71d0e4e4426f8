"use strict";

process.stderr.write("404 Not Found\n");
process.exitCode = 1;
process.disconnect?.();
