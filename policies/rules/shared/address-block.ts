/** No organization owns a block with a shorter prefix: `0.0.0.0/0`, or its halves written one by one. */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 16 } as const;

/** Unique local addresses, which the internet doesn't route (RFC 4193, section 3.1). */
const UNIQUE_LOCAL = /^f[cd]/i;

/** Whether an address block in CIDR notation, IPv4 or IPv6, covers the internet or a large part of it. */
export function isInternet(block: string): boolean {
  const [address = "", length = ""] = block.trim().split("/");
  if (!/^\d+$/.test(length)) return false;
  if (!address.includes(":")) return Number(length) < SHORTEST_PREFIX.ipv4;
  return Number(length) < SHORTEST_PREFIX.ipv6 && !UNIQUE_LOCAL.test(address);
}
