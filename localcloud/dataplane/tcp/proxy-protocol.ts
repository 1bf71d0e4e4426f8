/** The first bytes of a header (The PROXY protocol, version 2). */
const SIGNATURE = Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]);
const VERSION_2_PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const LENGTH_OF_IPV4 = 12;

/** Two ends of a connection by IPv4. */
export interface Ends {
  readonly sourceAddress: string;
  readonly sourcePort: number;
  readonly destinationAddress: string;
  readonly destinationPort: number;
}

/**
 * What a network load balancer sends to a target first, so that it knows the client (User Guide for Network Load
 * Balancers, "Proxy protocol").
 */
export function proxyHeader({ sourceAddress, sourcePort, destinationAddress, destinationPort }: Ends): Buffer {
  const header = Buffer.alloc(SIGNATURE.length + 4 + LENGTH_OF_IPV4);
  SIGNATURE.copy(header);
  header.writeUInt8(VERSION_2_PROXY, 12);
  header.writeUInt8(TCP_OVER_IPV4, 13);
  header.writeUInt16BE(LENGTH_OF_IPV4, 14);
  Buffer.from(sourceAddress.split(".").map(Number)).copy(header, 16);
  Buffer.from(destinationAddress.split(".").map(Number)).copy(header, 20);
  header.writeUInt16BE(sourcePort, 24);
  header.writeUInt16BE(destinationPort, 26);
  return header;
}
