import { parseCidrBlock } from "../network/cidr-block";
import { requireWhole } from "../shared/bounds";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { LoadBalancerArgs } from "./args";
import { testListenerPort } from "./plan";

const PRODUCTION_PORTS = [80, 443];
/** No organisation owns a block with a shorter prefix. */
const SHORTEST_PREFIX = 8;

/** Records a port that production uses, and blocks that are malformed, too wide or listed twice. */
export function validateTestListener(args: LoadBalancerArgs, problems: ArgumentProblems): void {
  const port = testListenerPort(args);
  requireWhole(problems, "testListener.port", port, { smallest: 1, largest: 65_535 });
  problems.require(
    !PRODUCTION_PORTS.includes(port),
    "testListener.port",
    `must differ from the ports of production, ${PRODUCTION_PORTS.join(" and ")}, got ${port}`,
  );
  const blocks = args.testListener?.cidrBlocks?.map((block) => literal(block)) ?? [];
  blocks.forEach((block, index) => {
    if (block === undefined) return;
    const path = `testListener.cidrBlocks[${index}]`;
    checkBlock(problems, path, block);
    problems.require(
      blocks.indexOf(block) === index,
      path,
      `must be another block than before, got ${JSON.stringify(block)} twice; remove one`,
    );
  });
}

function checkBlock(problems: ArgumentProblems, path: string, block: string): void {
  const parsed = problems.attempt(path, () => parseCidrBlock(block));
  problems.require(
    parsed === undefined || parsed.prefixLength >= SHORTEST_PREFIX,
    path,
    `must be the block of those who test, /${SHORTEST_PREFIX} or smaller and not the whole internet, got ${JSON.stringify(block)}`,
  );
}
