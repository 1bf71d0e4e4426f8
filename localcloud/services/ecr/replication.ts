import type { CloudReader } from "../../model/resource";
import { objects, text } from "../../model/values";
import { ecrRegistryAt } from "../registry/ecr-registry";
import { parseReference } from "../registry/reference";
import { REPLICATION } from "./replication-configuration";
import { repositoryIn, repositoryUrl } from "./repository-lookup";

/** References under which a pushed image is replicated, into repositories that are there. */
export function replicasOf(reference: string, cloud: CloudReader): string[] {
  const { host, path, tag = "" } = parseReference(reference);
  const registry = ecrRegistryAt(host);
  if (registry === undefined) return [];
  const configurations = cloud.ofType(REPLICATION).filter(({ region }) => region === registry.region);
  const rules = configurations.flatMap(({ inputs }) => objects(inputs, "replicationConfiguration.rules"));
  const applying = rules.filter((rule) => {
    const prefixes = objects(rule, "repositoryFilters").flatMap((filter) => text(filter, "filter") ?? []);
    return prefixes.length === 0 || prefixes.some((prefix) => path.startsWith(prefix));
  });
  return applying
    .flatMap((rule) => objects(rule, "destinations").flatMap((each) => text(each, "region") ?? []))
    .filter((region) => repositoryIn(region, path, cloud) !== undefined)
    .map((region) => `${repositoryUrl(path, region, registry.accountId)}:${tag}`);
}
