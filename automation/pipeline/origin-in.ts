import type { AuditOrigin } from "../audit";
import type { Requester } from "../model/deployment";

/** A requester's `from` is the address of a CI run, or a host's name. */
export function originIn({ from }: Requester): AuditOrigin {
  return /^https?:\/\//.test(from) ? { host: new URL(from).hostname, run: from } : { host: from };
}
