import type { ArgumentProblems } from "../shared/validation";

/** AWS services that tasks call while they start and run, and that an interface endpoint can serve. */
export const INTERFACE_ENDPOINT_SERVICES = [
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
] as const;

/** One of {@link INTERFACE_ENDPOINT_SERVICES}. */
export type InterfaceEndpointService = (typeof INTERFACE_ENDPOINT_SERVICES)[number];

/** Services that get an endpoint: all of them for `true`, none for `false` or nothing. */
export function endpointServices(
  choice: boolean | readonly InterfaceEndpointService[] | undefined,
): readonly InterfaceEndpointService[] {
  if (typeof choice === "object") return choice;
  return choice === true ? INTERFACE_ENDPOINT_SERVICES : [];
}

/** Records unknown services and those listed twice. */
export function checkInterfaceEndpoints(problems: ArgumentProblems, services: readonly string[]): void {
  const known: readonly string[] = INTERFACE_ENDPOINT_SERVICES;
  services.forEach((service, index) => {
    const path = `interfaceEndpoints[${index}]`;
    problems.require(known.includes(service), path, `must be one of ${known.join(", ")}, got "${service}"`);
    problems.require(services.indexOf(service) === index, path, `"${service}" is listed twice; list each service once`);
  });
}
