"use strict";

/**
 * The part of the SDK that waits for a resource's inputs, which `@pulumi/pulumi` doesn't export.
 *
 * @type {{ serializeResourceProperties: (...args: unknown[]) => Promise<unknown> }}
 */
const rpc = /** @type {any} */ (require("@pulumi/pulumi/runtime/rpc"));

/**
 * Tells of inputs that fail. The SDK leaves their resource pending for ever, and the error to whoever ends the process:
 * a test runner waits until its time is over.
 *
 * @param {(error: unknown) => void} failed
 * @returns {() => void} what ends it
 */
function watchInputs(failed) {
  const { serializeResourceProperties } = rpc;
  rpc.serializeResourceProperties = (...args) =>
    serializeResourceProperties(...args).catch((/** @type {unknown} */ error) => {
      failed(error);
      return new Promise(() => undefined);
    });
  return () => {
    rpc.serializeResourceProperties = serializeResourceProperties;
  };
}

module.exports = { watchInputs };
