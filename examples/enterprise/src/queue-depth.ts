import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";

const DEFAULT_PORT = 6379;

/**
 * Items that wait in a list of Redis. Two commands on a connection of their own; a product with a driver at hand would
 * ask that.
 * @throws {Error} when Redis can't be reached or answers something else. The URL, which may hold a password, is not
 * told.
 */
export async function redisQueueDepth(url: URL, list: string, signal: AbortSignal): Promise<number> {
  const answers = await asked(url, [...authentication(url), ["LLEN", list]], signal);
  const [, depth] = /^:(\d+)$/.exec(answers.at(-1) ?? "") ?? [];
  if (depth === undefined) throw new Error("the queue answered something else than a length");
  return Number(depth);
}

function authentication({ username, password }: URL): string[][] {
  if (password === "") return [];
  const credentials = [username, password].filter((part) => part !== "").map(decodeURIComponent);
  return [["AUTH", ...credentials]];
}

/** One line of answer for each command (Redis serialization protocol). */
function asked(url: URL, commands: readonly (readonly string[])[], signal: AbortSignal): Promise<string[]> {
  const address = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port) || DEFAULT_PORT };
  return new Promise((resolve, reject) => {
    const socket =
      url.protocol === "rediss:" ? connectSecurely({ ...address, servername: address.host }) : connect(address);
    const fail = (): void => {
      socket.destroy();
      reject(new Error("the queue can't be asked for its length"));
    };
    let received = "";
    socket.once("error", fail).once("close", fail);
    signal.addEventListener("abort", fail, { once: true });
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString();
      const lines = received.split("\r\n").slice(0, -1);
      if (lines.length < commands.length) return;
      resolve(lines);
      socket.destroy();
    });
    socket.write(commands.map(encoded).join(""));
  });
}

function encoded(command: readonly string[]): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join("")}`;
}
