"use strict";

const path = require("node:path");
const { newModule, resolve } = require("../modules/node.cjs");

/**
 * Switches off or delays what the SDK does at each start and for each resource and almost nobody needs. Results stay
 * the same (docs/performance.md, "What was done"). Call it before the program loads the SDK.
 *
 * @param {string} program absolute path of the file that finds the SDK
 */
function lightenSdk(program) {
  const sdk = path.dirname(resolve("@pulumi/pulumi", newModule(program)));
  loadWhenUsed(resolvedFrom(sdk, "@npmcli/arborist")); // npm's resolver, with which the SDK packs functions for the cloud
  loadWhenUsed(resolvedFrom(sdk, "./automation"));
  loadWhenUsed(resolvedFrom(sdk, "./typescript-shim")); // the compiler, with which it reads such functions
  readNoTraces(sdk);
  gatherDebugMessages(sdk);
}

/**
 * Replaces a module by a proxy that loads it when its exports are first used.
 * @param {string | undefined} file
 */
function loadWhenUsed(file) {
  if (file === undefined || require.cache[file] !== undefined) return;
  const stub = newModule(file);
  const load = () => {
    if (require.cache[file] === stub) Reflect.deleteProperty(require.cache, file);
    return stub.require(file);
  };
  stub.exports = new Proxy(
    {},
    {
      get: (_, name) => (name === "__esModule" ? true : load()[name]),
      has: (_, name) => name in load(),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, name) => {
        const property = Reflect.getOwnPropertyDescriptor(load(), name);
        return property && { ...property, configurable: true }; // a proxy of an empty object needs configurable properties
      },
    },
  );
  stub.loaded = true;
  require.cache[file] = stub;
}

/**
 * The SDK takes a stack trace for each promise, but shows traces only if PULUMI_DEBUG_PROMISE_LEAKS is set.
 * @param {string} sdk
 */
function readNoTraces(sdk) {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const debuggable = require(path.join(sdk, "runtime", "debuggable.js"));
  const withTrace = debuggable.debuggablePromise;
  debuggable.debuggablePromise = (/** @type {Promise<unknown>} */ promise, /** @type {unknown} */ context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return withTrace(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}

/**
 * The SDK sends each debug message in a request of its own and waits for the answer before the next; without `--debug`
 * the engine drops them. This sends the messages that come up meanwhile together, a line each.
 * @param {string} sdk
 */
function gatherDebugMessages(sdk) {
  const log = require(path.join(sdk, "log", "index.js"));
  const { rpcKeepAlive } = require(path.join(sdk, "runtime", "settings.js"));
  const send = log.debug;
  /** @type {string[]} */
  let waiting = [];
  let isSending = false;
  const sendAll = async () => {
    const arrived = rpcKeepAlive(); // otherwise the SDK disconnects before they are sent
    isSending = true;
    await undefined; // includes the messages of this turn of the event loop
    while (waiting.length > 0) {
      const text = waiting.join("\n");
      waiting = [];
      await send(text);
    }
    isSending = false;
    arrived();
  };
  log.debug = (/** @type {string} */ message, /** @type {unknown[]} */ ...about) => {
    if (about.some((each) => each !== undefined)) return send(message, ...about);
    waiting.push(message);
    return isSending ? Promise.resolve() : sendAll();
  };
}

/**
 * @param {string} directory
 * @param {string} request
 */
function resolvedFrom(directory, request) {
  try {
    return require.resolve(request, { paths: [directory] });
  } catch {
    return undefined; // this version of the SDK doesn't use it
  }
}

module.exports = { lightenSdk };
