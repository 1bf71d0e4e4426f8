import { readFileSync } from "node:fs";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { type LocalAddress, urlHere } from "./local-address";

/** Longer than a deep health check takes, which asks every part that the product needs. */
const PATIENCE_MILLISECONDS = 15_000;

/** How an address answered. */
export interface Answer {
  /** Undefined where nobody answered. */
  readonly status: number | undefined;
  /** What went wrong, where nobody answered. */
  readonly problem: string;
}

/** Asks for a URL on this machine, as a client of the environment would. */
export function ask(address: LocalAddress): Promise<Answer> {
  const { url, host, port, authorityFile } = address;
  const { hostname, pathname, search } = new URL(url);
  const options = {
    host,
    port,
    path: `${pathname}${search}`,
    headers: { host: new URL(urlHere(address)).host },
    timeout: PATIENCE_MILLISECONDS,
    agent: false as const,
  };
  return new Promise((resolve) => {
    const take = (response: IncomingMessage): void => {
      response.resume();
      resolve({ status: response.statusCode, problem: "" });
    };
    const call =
      authorityFile === undefined
        ? httpRequest(options, take)
        : httpsRequest({ ...options, servername: hostname, ca: readFileSync(authorityFile) }, take);
    call.on("timeout", () => call.destroy(new Error(`no answer within ${PATIENCE_MILLISECONDS / 1000} s`)));
    call.on("error", ({ message }) => {
      resolve({ status: undefined, problem: message });
    });
    call.end();
  });
}
