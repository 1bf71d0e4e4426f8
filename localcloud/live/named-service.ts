import { ControlError } from "../control/inspection";
import type { CloudReader, CloudResource } from "../model/resource";
import { text } from "../model/values";
import { SERVICE } from "../services/ecs/service-lookup";

/**
 * A service by its name or ARN.
 * @throws {ControlError} with the services that there are
 */
export function serviceNamed(name: string, cloud: CloudReader): CloudResource {
  const services = cloud.ofType(SERVICE);
  const [first, second] = services.filter((service) => service.id === name || nameOf(service) === name);
  if (first === undefined) {
    const names = services.map((service) => `\n  ${nameOf(service)}`).join("");
    const nextStep = names === "" ? "None is deployed: npm run up" : `There are:${names}`;
    throw new ControlError(404, `there is no service ${name}`, nextStep);
  }
  if (second === undefined) return first;
  throw new ControlError(409, `several services are called ${name}`, `Name one by its ARN, such as ${first.id}`);
}

/** The name of a service. */
export function nameOf({ id, inputs, computed }: CloudResource): string {
  return text(computed, "name") ?? text(inputs, "name") ?? id;
}
