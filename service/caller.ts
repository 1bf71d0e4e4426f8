import { hostname, userInfo } from "node:os";
import type { Requester } from "../automation/model/deployment";

/** Who makes requests. Without sign-on it is the user of this machine, to which alone the service listens. */
export function localCaller(): Requester {
  return { who: userInfo().username, from: hostname() };
}
