import { createHash } from "node:crypto";
import type { Instant } from "../../behaviour/model/instant";
import { SECOND } from "../../behaviour/model/instant";

/** Names of the cookies of a load balancer (User Guide for Application Load Balancers, "Sticky sessions"). */
export const GROUP_COOKIE = "AWSALBTG";
export const TARGET_COOKIE = "AWSALB";
/** Real load balancers number the parts of this cookie; one part is enough here. */
export const APPLICATION_COOKIE = "AWSALBAPP-0";

/** How long browsers keep the cookies, whatever the stickiness: its end is in the value. */
const COOKIE_LIFE = 7 * 24 * 3600 * SECOND;

/** A short name of a target or target group in cookies. */
export function stickyId(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 16);
}

/** The value of a cookie: whom a client sticks to, and until when. AWS encrypts it; nobody may rely on its form. */
export function cookieValue(id: string, until: Instant): string {
  return Buffer.from(`${id}.${until}`).toString("base64");
}

/** Whom a client sticks to; undefined where it has no such cookie, or stickiness has ended. */
export function stuckTo(cookies: ReadonlyMap<string, string>, name: string, now: Instant): string | undefined {
  const value = cookies.get(name) ?? cookies.get(`${name}CORS`);
  if (value === undefined) return undefined;
  const [id = "", until = ""] = Buffer.from(value, "base64").toString("latin1").split(".");
  return Number(until) > now ? id : undefined;
}

/**
 * `Set-Cookie` headers of a cookie, and of its twin for requests from other sites, which browsers send only with
 * `SameSite=None`.
 */
export function setCookies(name: string, value: string, now: Instant): string[] {
  const lasting = `Expires=${new Date(now + COOKIE_LIFE).toUTCString()}; Path=/`;
  if (name === APPLICATION_COOKIE) return [`${name}=${value}; ${lasting}`];
  return [`${name}=${value}; ${lasting}`, `${name}CORS=${value}; ${lasting}; SameSite=None; Secure`];
}

/** The cookies of a request. */
export function cookiesOf(headers: readonly string[]): ReadonlyMap<string, string> {
  const pairs = headers.flatMap((header) => header.split(";")).map((pair) => pair.trim());
  return new Map(
    pairs.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
    }),
  );
}
