"use strict";

/**
 * The network of a task in which a Node.js program runs as a process of this machine, loaded before the program. In
 * `awsvpc` mode each task has an address of its own, so that all of them listen on the same port, and names of AWS lead
 * to its services. Here, a port that the program listens on becomes the one that this machine gave the task, on the
 * loopback address; and a connection to an address of AWS, or to the task's own port, is led to where it answers. The
 * program's environment, and the name that a certificate has to be for, stay as they are.
 */
const net = require("node:net");

const VARIABLE = "LOCALCLOUD_NETWORK";
const LOOPBACK = "127.0.0.1";
const OWN = ["localhost", LOOPBACK, "::1", "0.0.0.0", "::"];

/**
 * @typedef {object} TaskNetwork
 * @property {Record<string, number>} [ports] port of this machine by the port that the program listens on
 * @property {Record<string, string>} connections `host:port` of this machine by `host:port` as the program names it
 */

/** @type {TaskNetwork} */
const { ports, connections } = JSON.parse(process.env[VARIABLE] ?? '{"connections":{}}');

/**
 * Where a connection leads; undefined where it is left alone.
 * @param {unknown} host
 * @param {unknown} port
 */
function destination(host, port) {
  const name = typeof host === "string" && host !== "" ? host.toLowerCase() : "localhost";
  const own = OWN.includes(name) ? ports?.[String(port)] : undefined;
  if (own !== undefined) return { host: LOOPBACK, port: own };
  const found = connections[`${name}:${String(port)}`] ?? byDomain(name, port);
  if (found === undefined) return undefined;
  const at = found.lastIndexOf(":");
  return { host: found.slice(0, at), port: Number(found.slice(at + 1)) };
}

/**
 * What leads names with a certain end, however many labels they have before it.
 * @param {string} name
 * @param {unknown} port
 */
function byDomain(name, port) {
  const [, found] =
    Object.entries(connections).find(
      ([pattern]) => pattern.startsWith("*.") && `${name}:${String(port)}`.endsWith(pattern.slice(1)),
    ) ?? [];
  return found;
}

/** @param {unknown} value */
function isGiven(value) {
  return value !== undefined && value !== null;
}

/** @param {any} options of a connection; a path is one to a socket file */
function led(options) {
  if (options === null || typeof options !== "object" || isGiven(options.path)) return options;
  const found = destination(options.host, options.port);
  return found === undefined ? options : { ...options, ...found };
}

const connect = net.Socket.prototype.connect;
/** @param {...any} args as `net.Socket.connect` takes them, or the list that Node.js makes of them */
net.Socket.prototype.connect = /** @type {any} */ (
  function (/** @type {any} */ ...args) {
    const [first, second] = args;
    if (Array.isArray(first)) first[0] = led(first[0]);
    else if (typeof first === "object") args[0] = led(first);
    else if (typeof first === "number" || /^\d+$/.test(String(first))) {
      const host = typeof second === "string" ? second : undefined;
      args.splice(0, host === undefined ? 1 : 2, led({ port: Number(first), host }));
    }
    return Reflect.apply(connect, /** @type {any} */ (this), args);
  }
);

/** @param {unknown} port */
function listened(port) {
  return { port: ports?.[String(port)] ?? 0, host: LOOPBACK };
}

const listen = net.Server.prototype.listen;
if (ports !== undefined) {
  /** @param {...any} args as `net.Server.listen` takes them */
  net.Server.prototype.listen = /** @type {any} */ (
    function (/** @type {any} */ ...args) {
      const [first] = args;
      const callback = args.find((/** @type {unknown} */ each) => typeof each === "function");
      const given = first !== null && typeof first === "object" ? first : { port: first };
      if (isGiven(given.path) || isGiven(given.fd) || isGiven(given._handle) || !isPort(given.port)) {
        return Reflect.apply(listen, /** @type {any} */ (this), args);
      }
      return Reflect.apply(listen, /** @type {any} */ (this), [{ ...given, ...listened(given.port) }, callback]);
    }
  );
}

/** @param {unknown} port */
function isPort(port) {
  return port === undefined || typeof port === "number" || (typeof port === "string" && /^\d+$/.test(port));
}
