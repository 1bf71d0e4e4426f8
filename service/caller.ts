import { hostname, userInfo } from "node:os";
import type { FastifyRequest } from "fastify";
import type { Requester } from "../automation/model/deployment";

/** Who makes a request. Without sign-on it is the user of this machine, to which alone the service listens. */
export function callerOf(_request: FastifyRequest): Requester {
  return { who: userInfo().username, from: hostname() };
}
