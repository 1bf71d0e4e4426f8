import type { CloudReader } from "../../model/resource";
import { text, type Properties } from "../../model/values";
import { ecrRegistryAt, isTokenOf, TOKEN_USER } from "./ecr-registry";
import { registryAt } from "./images";

/** Name and password for a registry. */
export interface Credentials {
  readonly username: string | undefined;
  readonly password: string | undefined;
}

/** A registry's answer to credentials. */
export type Access = "granted" | "unauthorized" | "no such registry";

/** Checks credentials: Amazon ECR accepts a token that it issued, other registries their name and password. */
export function accessTo(host: string, credentials: Credentials, cloud: CloudReader): Access {
  const ecr = ecrRegistryAt(host);
  if (ecr !== undefined) {
    const isToken = credentials.username === TOKEN_USER && isTokenOf(ecr, credentials.password ?? "");
    return isToken ? "granted" : "unauthorized";
  }
  const registry = registryAt(host, cloud);
  if (registry === undefined) return "no such registry";
  return fits(registry.inputs, credentials) ? "granted" : "unauthorized";
}

/** Where a rehearsal's registries and images come from, for messages about one that isn't there. */
export const REGISTRY_HINT =
  "the local cloud's registries hold what localcloud/seed/account.ts or a file of --seeds lists, and what was pushed";

function fits(registry: Properties, { username, password }: Credentials): boolean {
  const wanted = text(registry, "username");
  return wanted === undefined || (wanted === username && text(registry, "password") === password);
}
