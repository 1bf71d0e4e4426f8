import { requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type { ServiceClient } from "./args";

/** By what the rule that lets the load balancer in is named. */
export const LOAD_BALANCER = "load-balancer";

const PORT = { smallest: 1, largest: 65_535 };
const NAME = /^[a-z][a-z0-9-]*$/;

/** Records clients whose rules have no name of their own, or let nobody in. */
export function validateClients(clients: readonly ServiceClient[], problems: ArgumentProblems): void {
  const rules = new Set<string>();
  clients.forEach(({ name, port }, index) => {
    const rule = `${name}-${port}`;
    problems.require(
      NAME.test(name) && name !== LOAD_BALANCER,
      `clients[${index}].name`,
      `must be of lower-case letters, digits and hyphens, and not "${LOAD_BALANCER}", got ${JSON.stringify(name)}`,
    );
    problems.require(
      !rules.has(rule),
      `clients[${index}]`,
      `is named "${name}" for port ${port}, as another client is; name each group of clients differently`,
    );
    requireWhole(problems, `clients[${index}].port`, port, PORT);
    rules.add(rule);
  });
}
