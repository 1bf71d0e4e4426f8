"use strict";

const path = require("node:path");
const { newModule, resolve } = require("../modules/node.cjs");

/**
 * Spares a program what the SDK does for each start and each resource that hardly anybody looks at; what is looked at
 * stays the same (docs/performance.md, "The program"). To be called before the program loads the SDK.
 *
 * @param {string} program absolute path of the file that finds the SDK
 */
function lightenSdk(program) {
  const sdk = path.dirname(resolve("@pulumi/pulumi", newModule(program)));
  loadWhenUsed(resolvedFrom(sdk, "@npmcli/arborist")); // npm's resolver, by which functions are packed for the cloud
  loadWhenUsed(resolvedFrom(sdk, "./automation"));
  loadWhenUsed(resolvedFrom(sdk, "./typescript-shim")); // the compiler, by which such functions are read
  readNoTraces(sdk);
  gatherDebugMessages(sdk);
}

/**
 * Puts in place of a file what loads it with the first look at what it exports.
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
        return property && { ...property, configurable: true }; // as the empty object behind it demands
      },
    },
  );
  stub.loaded = true;
  require.cache[file] = stub;
}

/**
 * The SDK reads a stack trace for each promise, which it shows only where leaked promises are looked for.
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
 * The SDK sends the engine each debug message by itself, and the next one only when that has arrived; the engine drops them
 * unless it runs with `--debug`. Those that come up meanwhile go together, a line each.
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
    const arrived = rpcKeepAlive(); // or the SDK would hang up before they are sent
    isSending = true;
    await undefined; // what comes up in this turn goes along
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
    return undefined; // this version of the SDK does without it
  }
}

module.exports = { lightenSdk };
