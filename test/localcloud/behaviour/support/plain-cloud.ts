import type { DeployedResources } from "../../../../localcloud/behaviour/world/world";
import type { CloudResource } from "../../../../localcloud/model/resource";

/** What is deployed, in memory. */
export class PlainCloud implements DeployedResources {
  readonly accountId = "123456789012";
  private readonly resources = new Map<string, CloudResource>();

  constructor(...resources: readonly CloudResource[]) {
    this.put(...resources);
  }

  find(type: string, id: string): CloudResource | undefined {
    return this.resources.get(`${type}::${id}`);
  }

  ofType(type: string): CloudResource[] {
    return [...this.resources.values()].filter((resource) => resource.type === type);
  }

  put(...resources: readonly CloudResource[]): void {
    for (const resource of resources) this.resources.set(`${resource.type}::${resource.id}`, resource);
  }

  delete({ type, id }: Pick<CloudResource, "type" | "id">): void {
    this.resources.delete(`${type}::${id}`);
  }
}

/** A resource in the shape in which the local cloud keeps it. */
export function resource(
  type: string,
  id: string,
  inputs: CloudResource["inputs"],
  computed: CloudResource["computed"] = {},
): CloudResource {
  return { type, id, region: "eu-west-1", urn: `urn:pulumi:test::shop::${type}::${id}`, inputs, computed };
}
