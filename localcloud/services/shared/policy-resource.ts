import type { PolicyKind } from "./policy-document";
import { fail, textsOf } from "./policy-error";

/**
 * The resources that a statement names (IAM User Guide, "AWS JSON policy elements: Resource").
 * @throws {PolicyError} for one that is no ARN, or that can't exist.
 */
export function parseResources(value: unknown, element: string, kind: PolicyKind, path: string): readonly string[] {
  const resources = textsOf(value, element, path);
  const wrong = resources.find((resource) => resource !== "*" && !/^arn:[^:]+:[^:]*:[^:]*:[^:]*:.+$/.test(resource));
  if (wrong !== undefined) fail(`Resource ${wrong} must be in ARN format or "*".`, `${path}.${element}`);
  const foreign = resources.find((resource) => !/^(\*|arn:(aws|aws-cn|aws-us-gov|\*):.*)$/s.test(resource));
  if (foreign !== undefined) {
    fail(`Partition "${foreign.split(":")[1] ?? ""}" is not valid for resource "${foreign}".`, `${path}.${element}`);
  }
  if (kind === "identity") for (const resource of resources) requireService(resource, `${path}.${element}`);
  return resources;
}

/** IAM looks closer at what identities may do: each resource is one service's, and IAM's own lie in no region. */
function requireService(resource: string, path: string): void {
  if (resource === "*") return;
  const [, , service = "", region = ""] = resource.split(":");
  if (/[*?]/.test(service)) fail("Resource vendor must be fully qualified and cannot contain regexes.", path);
  if (service === "iam" && region !== "") {
    fail(`IAM resource ${resource} cannot contain region information.`, path);
  }
}
