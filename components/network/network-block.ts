import { CidrBlockError, type CidrBlock, formatCidrBlock, isPrivateBlock, overlap, parseCidrBlock } from "./cidr-block";

/** A VPC's block is /16 at most (Amazon VPC User Guide, "VPC CIDR blocks"). */
const SHORTEST_PREFIX = 16;
/**
 * Docker's own bridge on a host takes these addresses, so that nothing on the host reaches others who have them. AWS
 * advises against it for every VPC (Amazon VPC User Guide, "VPC CIDR blocks").
 */
const DOCKER_BRIDGE = parseCidrBlock("172.17.0.0/16");
/** Leaves 59 addresses for the load balancers of a public subnet, each of which needs 8 free ones. */
const LONGEST_PREFIX = 22;

/**
 * Reads the block of a network.
 * @throws {CidrBlockError} when it is not one, is too large or too small, is not private, or is Docker's.
 */
export function parseNetworkBlock(cidrBlock: string): CidrBlock {
  const block = parseCidrBlock(cidrBlock);
  if (block.prefixLength < SHORTEST_PREFIX || block.prefixLength > LONGEST_PREFIX) {
    throw new CidrBlockError(
      `must be from /${SHORTEST_PREFIX} (what AWS allows) to /${LONGEST_PREFIX} (what three zones need), got "${cidrBlock}"`,
    );
  }
  if (!isPrivateBlock(block)) {
    throw new CidrBlockError(
      `must lie in a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16), got "${cidrBlock}"`,
    );
  }
  if (overlap(block, DOCKER_BRIDGE)) {
    throw new CidrBlockError(
      `must lie outside of ${formatCidrBlock(DOCKER_BRIDGE)}, whose addresses hosts of containers keep for Docker's own bridge, got "${cidrBlock}"; take another private range, such as "172.18.0.0/16"`,
    );
  }
  return block;
}
