import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { NetworkArgs } from "./args";
import { checkAvailabilityZones } from "./availability-zones";
import { validateFlowLogs } from "./flow-logs-validate";
import { endpointServices } from "./interface-endpoints";
import { parseNetworkBlock } from "./network-block";
import { validateVpcEndpoints } from "./vpc-endpoints-validate";

/** Records blocks, zones and endpoints that no network can have, and what AWS would refuse. */
export function validateNetwork(args: NetworkArgs, problems: ArgumentProblems): void {
  const { cidrBlock, flowLogRetentionDays } = args;
  if (cidrBlock !== undefined) problems.attempt("cidrBlock", () => parseNetworkBlock(cidrBlock));
  checkAvailabilityZones(problems, args.availabilityZones);
  validateVpcEndpoints(
    { services: endpointServices(args.interfaceEndpoints) },
    problems.at((path) => path.replace(/^services/, "interfaceEndpoints")),
  );
  if (flowLogRetentionDays !== undefined) {
    validateFlowLogs(
      { retentionDays: flowLogRetentionDays },
      problems.at(() => "flowLogRetentionDays"),
    );
  }
  checkTags(problems, args.tags);
}
