import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import type { Command } from "../../behaviour/model/command";
import { SECOND } from "../../behaviour/model/instant";
import type { CheckAnswer } from "../../behaviour/model/observation";
import type { Address } from "../configuration/targets";

/** What is asked of a target. */
export type HealthCheck = Pick<
  Extract<Command, { readonly kind: "check-target" }>,
  "protocol" | "path" | "timeoutSeconds"
>;

/** A check under way. */
export interface PendingCheck {
  readonly answer: Promise<CheckAnswer>;
  /** Gives up. */
  cancel(): void;
}

/**
 * Asks a target once, on a connection of its own (User Guide for Application Load Balancers, "Health checks"). The
 * timeout is in the machine's time, for the whole answer's head.
 */
export function checkTarget(address: Address, check: HealthCheck): PendingCheck {
  const isRequest = check.protocol === "HTTP" || check.protocol === "HTTPS";
  return isRequest ? checkByRequest(address, check) : checkByConnection(address, check);
}

function checkByRequest({ host, port }: Address, { protocol, path, timeoutSeconds }: HealthCheck): PendingCheck {
  const request = protocol === "HTTPS" ? httpsRequest : httpRequest;
  const headers = { Host: `${host}:${port}`, "User-Agent": "ELB-HealthChecker/2.0", Connection: "close" };
  const asked = request({ host, port, path, headers, agent: false, rejectUnauthorized: false });
  const answer = settled(asked, timeoutSeconds, (resolve) => {
    asked.on("response", (response) => {
      response.destroy();
      resolve({ kind: "response", status: response.statusCode ?? 0 });
    });
  });
  asked.end();
  return { answer, cancel: () => asked.destroy() };
}

function checkByConnection({ host, port }: Address, { timeoutSeconds }: HealthCheck): PendingCheck {
  const socket = connect({ host, port });
  const answer = settled(socket, timeoutSeconds, (resolve) => {
    socket.on("connect", () => {
      resolve({ kind: "connected" });
    });
  });
  return { answer, cancel: () => socket.destroy() };
}

/** What can be waited for and given up. */
interface Attempt {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  destroy(): unknown;
}

/** The first that happens: an answer, an error, or the end of the time for it. */
function settled(
  attempt: Attempt,
  timeoutSeconds: number,
  succeed: (resolve: (answer: CheckAnswer) => void) => void,
): Promise<CheckAnswer> {
  return new Promise<CheckAnswer>((resolve) => {
    const timer = setTimeout(() => {
      resolve({ kind: "timeout" });
    }, timeoutSeconds * SECOND);
    const end = (answer: CheckAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    succeed(end);
    attempt.on("error", (error) => {
      end({ kind: "refused", reason: error.message });
    });
    attempt.on("close", () => {
      end({ kind: "refused", reason: "the connection was closed without an answer" });
    });
  }).finally(() => attempt.destroy());
}
