"use strict";

/** gRPC's status of a peer that is gone. */
const UNAVAILABLE = 14;

/**
 * Ends the program when its engine is gone. Left to itself, the SDK reports the lost connection over the connection that
 * is lost, and that failure again, for ever: a program whose engine was killed took all of a core and gigabytes.
 */
function endWithEngine() {
  process.prependListener("unhandledRejection", (reason) => {
    if (reason instanceof Error && "code" in reason && reason.code === UNAVAILABLE) process.exit(1);
  });
}

module.exports = { endWithEngine };
