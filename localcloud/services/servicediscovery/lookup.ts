import type { CloudReader, CloudResource } from "../../model/resource";
import { text, type Properties } from "../../model/values";

export const NAMESPACE = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
export const REGISTRY = "aws:servicediscovery/service:Service";

/** The namespace that a service names, by one of its two inputs. */
export function namespaceIdOf(inputs: Properties): string | undefined {
  return text(inputs, "dnsConfig.namespaceId") ?? text(inputs, "namespaceId");
}

/** The service of Cloud Map with an ARN. */
export function registryByArn(arn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(REGISTRY).find(({ computed }) => computed.arn === arn);
}
