"use strict";

/** gRPC's status code for a peer that is gone. */
const UNAVAILABLE = 14;

/**
 * Ends the program when its engine is gone. Otherwise the SDK reports the lost connection over that connection, and
 * then that failure again, without end: a program whose engine was killed used a whole core and gigabytes of memory.
 */
function endWithEngine() {
  process.prependListener("unhandledRejection", (reason) => {
    if (reason instanceof Error && "code" in reason && reason.code === UNAVAILABLE) process.exit(1);
  });
}

module.exports = { endWithEngine };
