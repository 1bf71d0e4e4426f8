import type { CloudResource } from "../model/resource";

/** Thrown for what the local cloud doesn't model; says where to add it. */
export class UnknownTypeError extends Error {
  override readonly name = "UnknownTypeError";

  constructor(kind: "resource type" | "function", token: string) {
    super(
      `the local cloud doesn't know the ${kind} ${token}; ` +
        `add it to ${folderOf(token)} (docs/localcloud.md, "Adding a resource type")` +
        (kind === "resource type" ? `, or let it through unchecked: --allow-unchecked ${token}` : ""),
    );
  }
}

/** Modules whose types stand in the folder of another service. */
const FOLDERS: Readonly<Record<string, string>> = { vpc: "ec2" };

function folderOf(token: string): string {
  const [packageName = "", module = ""] = token.split(":");
  const [service = ""] = module.split("/");
  if (packageName !== "aws") return `localcloud/services/${packageName}/`;
  return service === "index" ? "localcloud/services/" : `localcloud/services/${FOLDERS[service] ?? service}/`;
}

/**
 * AWS accepted the request, and the provider failed while it waited for the outcome. The engine then records the
 * resource with the requested inputs, and as incomplete.
 */
export class UnsettledError extends Error {
  override readonly name = "UnsettledError";

  /** @param asked the resource as the engine requested it, whatever the cloud holds. */
  constructor(
    readonly asked: CloudResource,
    reason: string,
  ) {
    super(reason);
  }
}
