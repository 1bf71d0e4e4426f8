import type { FastifyRequest } from "fastify";
import { ServiceProblem } from "../problems/service-problem";

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** A request as far as it says for whom it was made. */
type Asked = Pick<FastifyRequest, "headers" | "method">;

/** Whether an address is this machine's own, which no other machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "::1" || host === "localhost" || host.startsWith("127.");
}

/**
 * Refuses requests that a page of another site had this machine's browser make. Nobody signs in, so that the address alone
 * protects the service.
 * @param port where the service listens
 * @throws {ServiceProblem} `forbidden`
 */
export function requireSameSite({ headers, method }: Asked, port: number): void {
  const host = headers.host?.toLowerCase() ?? "";
  // A name of another site that resolves to 127.0.0.1 (DNS rebinding) gives its page the rights of a page of the service.
  if (!ownHosts(port).includes(host)) throw foreignHost(host, port);
  // Pages of other sites can't read an answer.
  if (!SAFE_METHODS.has(method) && isCrossSite(headers, host)) throw crossSite(headers.origin);
}

/** Programs that are no browsers send neither header (Fetch Metadata Request Headers, section 2.4; RFC 6454, section 7). */
function isCrossSite({ origin, "sec-fetch-site": site = "none" }: Asked["headers"], host: string): boolean {
  return !["same-origin", "none"].includes(site) || (origin !== undefined && origin !== `http://${host}`);
}

function ownHosts(port: number): readonly string[] {
  return LOOPBACK_NAMES.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}

function foreignHost(host: string, port: number): ServiceProblem {
  return new ServiceProblem(
    "forbidden",
    403,
    `the service isn't ${JSON.stringify(host)}`,
    `Ask it by the address at which it listens, such as http://127.0.0.1:${port}.`,
  );
}

function crossSite(origin: string | undefined): ServiceProblem {
  return new ServiceProblem(
    "forbidden",
    403,
    `a page of another site${origin === undefined ? "" : `, ${JSON.stringify(origin)},`} may change nothing here`,
    "Make the request from a program on this machine.",
  );
}
