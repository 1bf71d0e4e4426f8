import { type ArgumentProblems, literal } from "../../shared/validation";
import type { LoadBalancerArgs } from "../arguments";
import { testListenerPort } from "../plan";
import { requireWhole } from "../../shared/bounds";

const PRODUCTION_PORTS = [80, 443];
const CIDR_BLOCK = /^\d{1,3}(?:\.\d{1,3}){3}\/(?:[1-9]|[12]\d|3[0-2])$/;

/** Checks the listener that may show an untested revision to few. */
export function validateTestListener(problems: ArgumentProblems, args: LoadBalancerArgs): void {
  const port = testListenerPort(args);
  requireWhole(problems, "testListener.port", port, { smallest: 1, largest: 65_535 });
  problems.require(
    !PRODUCTION_PORTS.includes(port),
    "testListener.port",
    `must differ from the ports of production, ${PRODUCTION_PORTS.join(" and ")}, got ${port}`,
  );
  const blocks = args.testListener?.cidrBlocks ?? [];
  blocks.forEach((block, index) => {
    const cidrBlock = literal(block);
    problems.require(
      blocks.indexOf(block) === index,
      `testListener.cidrBlocks[${index}]`,
      `must be another block than before, got ${JSON.stringify(cidrBlock)} twice`,
    );
    problems.require(
      cidrBlock === undefined || CIDR_BLOCK.test(cidrBlock),
      `testListener.cidrBlocks[${index}]`,
      `must be an IPv4 block and not the whole internet, such as "10.0.0.0/16", got ${JSON.stringify(cidrBlock)}`,
    );
  });
}
