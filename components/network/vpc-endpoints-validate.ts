import type { ArgumentProblems } from "../shared/validation";
import { INTERFACE_ENDPOINT_SERVICES } from "./interface-endpoints";
import type { VpcEndpointsArgs } from "./vpc-endpoints-args";

/** Records services without an interface endpoint, and those that are listed twice. */
export function validateVpcEndpoints(
  { services }: Pick<VpcEndpointsArgs, "services">,
  problems: ArgumentProblems,
): void {
  services.forEach((service, index) => {
    const path = `services[${index}]`;
    problems.require(
      INTERFACE_ENDPOINT_SERVICES.includes(service),
      path,
      `must be one of ${INTERFACE_ENDPOINT_SERVICES.join(", ")}, got "${service}"`,
    );
    problems.require(services.indexOf(service) === index, path, `"${service}" is listed twice; list each service once`);
  });
}
