/** A block of IPv4 addresses. */
export interface CidrBlock {
  /** The block's first address as a number. */
  readonly firstAddress: number;
  /** Leading bits that all addresses of the block share. */
  readonly prefixLength: number;
}

/** Thrown for a text that is not an IPv4 block in CIDR notation; the message names the value and the likely fix. */
export class CidrBlockError extends Error {
  override readonly name = "CidrBlockError";
}

const ADDRESS_BITS = 32;
const NOTATION = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** RFC 1918, section 3. */
const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidrBlock);

/**
 * Reads a block such as `"10.0.0.0/16"`.
 * @throws {CidrBlockError} when the text is not CIDR notation, or when bits behind the prefix are set.
 */
export function parseCidrBlock(text: string): CidrBlock {
  const numbers = (NOTATION.exec(text) ?? []).slice(1).map(Number);
  const prefixLength = numbers.pop();
  if (prefixLength === undefined || prefixLength > ADDRESS_BITS || numbers.some((octet) => octet > 255)) {
    throw new CidrBlockError(`must be an IPv4 block in CIDR notation, such as "10.0.0.0/16", got "${text}"`);
  }
  const address = numbers.reduce((upper, octet) => upper * 256 + octet, 0);
  const block = { firstAddress: address - (address % 2 ** (ADDRESS_BITS - prefixLength)), prefixLength };
  const canonical = formatCidrBlock(block);
  if (canonical !== text) {
    throw new CidrBlockError(`must name the first address of its block, got "${text}"; write "${canonical}"`);
  }
  return block;
}

/** The block in CIDR notation. */
export function formatCidrBlock({ firstAddress, prefixLength }: CidrBlock): string {
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(firstAddress / 2 ** bits) % 256);
  return `${octets.join(".")}/${prefixLength}`;
}

/** How many addresses the block holds. */
export function addressCount({ prefixLength }: CidrBlock): number {
  return 2 ** (ADDRESS_BITS - prefixLength);
}

/** Part `index`, counted from zero, of the block divided into `parts` equal ones; `parts` is a power of two. */
export function partOf(block: CidrBlock, parts: number, index: number): CidrBlock {
  const prefixLength = block.prefixLength + Math.log2(parts);
  return { firstAddress: block.firstAddress + index * addressCount({ ...block, prefixLength }), prefixLength };
}

/** Whether every address of `inner` is one of `outer`. */
export function containsBlock(outer: CidrBlock, inner: CidrBlock): boolean {
  return (
    inner.firstAddress >= outer.firstAddress &&
    inner.firstAddress + addressCount(inner) <= outer.firstAddress + addressCount(outer)
  );
}

/** Whether two blocks share an address: of two blocks one then lies within the other. */
export function overlap(one: CidrBlock, other: CidrBlock): boolean {
  return containsBlock(one, other) || containsBlock(other, one);
}

/** Whether the internet never routes the block's addresses (RFC 1918). */
export function isPrivateBlock(block: CidrBlock): boolean {
  return PRIVATE_BLOCKS.some((privateBlock) => containsBlock(privateBlock, block));
}
