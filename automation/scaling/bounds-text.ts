import { changedText, type ConfigurationChange } from "../configuration/change";
import { isGroup, writtenIn, withNamespace } from "../configuration/entries";
import { namespaced } from "../../stacks/configuration/problem";
import { DeploymentProblem } from "../model/problem";
import type { InstanceBounds } from "./deployed-services";

const SERVICES = namespaced("services");

/**
 * The text of a configuration file with other bounds of a service. Where the file lists no services, there is the one of
 * the default, and it is written.
 * @throws {DeploymentProblem} `no-such-deployment` where the file lists services and this isn't one of them, or
 * `configuration-invalid` where the text is written so that they can't be changed alone.
 */
export function textWithBounds(text: string, service: string, bounds: Partial<InstanceBounds>): string {
  const given = Object.entries(bounds);
  const listed = servicesIn(text);
  if (listed === undefined) {
    return changedText(text, [{ path: [SERVICES], value: [{ name: service, scaling: Object.fromEntries(given) }] }]);
  }
  const place = listed.findIndex((each) => isGroup(each) && each.name === service);
  if (place < 0) throw notListed(service);
  const changes = given.map(([name, bound]): ConfigurationChange => ({
    path: [SERVICES, place, "scaling", name],
    value: bound,
  }));
  return changedText(text, changes);
}

function servicesIn(text: string): readonly unknown[] | undefined {
  const [, services] = Object.entries(writtenIn(text)).find(([key]) => withNamespace(key) === SERVICES) ?? [];
  return Array.isArray(services) ? (services as readonly unknown[]) : undefined;
}

function notListed(service: string): DeploymentProblem {
  return new DeploymentProblem(
    "no-such-deployment",
    `the configuration file lists no service "${service}" any more`,
    "Deploy what the file says first, or put the service back.",
  );
}
