"use strict";

const net = require("node:net");

const LOOPBACK = "127.0.0.1";
const PATIENCE_MILLISECONDS = 1000;

/**
 * Answers `token` to whoever connects, for as long as the process lives; does not keep the process alive.
 * @param {string} token
 * @returns {Promise<{ port: number, end: () => Promise<void> }>}
 */
function startAnswering(token) {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => socket.destroy()); // whoever asked has gone
      socket.end(token, () => socket.destroy());
    });
    server.once("error", reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("the lock's port has no number"));
      server.unref();
      resolve({ port: address.port, end: () => new Promise((ended) => void server.close(() => ended())) });
    });
  });
}

/**
 * Whether the process that wrote a claim still lives. A process that accepts a connection and stays silent may be busy
 * or suspended (Ctrl-Z), so its process id decides. The id alone wouldn't do, since systems reuse ids.
 * @param {{ pid: number, port: number, token: string }} claim
 * @param {number} [patienceMilliseconds]
 * @returns {Promise<boolean>}
 */
async function holderAnswers(claim, patienceMilliseconds = PATIENCE_MILLISECONDS) {
  const answer = await ask(claim.port, patienceMilliseconds);
  return answer === "silent" ? processExists(claim.pid) : answer === claim.token;
}

/**
 * Everything a port says until it closes; "" when nobody is there, "silent" when nothing came in time.
 * @param {number} port
 * @param {number} patienceMilliseconds
 * @returns {Promise<string>}
 */
function ask(port, patienceMilliseconds) {
  return new Promise((resolve) => {
    let said = "";
    const socket = net.connect({ port, host: LOOPBACK });
    socket.setEncoding("utf8");
    socket.setTimeout(patienceMilliseconds, () => {
      resolve("silent");
      socket.destroy();
    });
    socket.on("data", (text) => (said += text));
    socket.on("error", () => resolve(""));
    socket.on("close", () => resolve(said));
  });
}

/** @param {number} pid */
function processExists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

module.exports = { holderAnswers, startAnswering, processExists };
