import { parseArn } from "../../../../components/shared/arn";
import { nearestNames } from "../../../../components/shared/nearest-name";
import { partitionOf } from "../../../../components/shared/region";
import type { SecretSource } from "../../../../components/shared/secret-source";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText, shown } from "../../../configuration/problem";
import { UNKNOWN } from "../../dependencies";
import { declaredNames, type SecretsParts } from "../secrets";
import type { DraftedService, ServicesDraft } from "./draft";

/** ARNs among the sources of a service's secrets; the others are names of declared secrets. */
export function secretArnsOf(secrets: Readonly<Record<string, string>>): string[] {
  return Object.values(secrets).filter(isArn);
}

/** Sources of a service's secrets as ECS takes them; a declared one that isn't created yet is not known. */
export function secretSourcesOf(
  secrets: Readonly<Record<string, string>>,
  declared: SecretsParts["secretSources"],
): Readonly<Record<string, SecretSource>> {
  return Object.fromEntries(
    Object.entries(secrets).map(([variable, source]) => [variable, sourceOf(source, declared)]),
  );
}

/** One such source. */
export function sourceOf(source: string, declared: SecretsParts["secretSources"]): SecretSource {
  return isArn(source) ? source : (declared[source] ?? UNKNOWN);
}

/**
 * Records secrets that the environment can't read: undeclared ones, and those of another partition. What was written is
 * not repeated: it may be the secret itself.
 */
export function checkSecretSources(
  { index, service: { secrets } }: DraftedService,
  draft: ServicesDraft,
  problems: ArgumentProblems,
): void {
  for (const [variable, source] of Object.entries(secrets)) {
    checkSecretSource(source, pathText(["services", index, "secrets", variable]), draft, problems);
  }
}

/** Records one such source. */
export function checkSecretSource(
  source: string,
  key: string,
  draft: Pick<ServicesDraft, "right" | "written">,
  problems: ArgumentProblems,
): void {
  const declared = declaredNames(draft);
  if (isArn(source)) checkPartition(source, key, draft.right.region, problems);
  else if (declared !== undefined) checkDeclared(source, key, declared, problems);
}

function checkPartition(arn: string, key: string, region: string | undefined, problems: ArgumentProblems): void {
  if (region === undefined) return;
  const partition = partitionOf(region);
  problems.require(
    parseArn(arn).partition === partition,
    key,
    `must be in the partition ${shown(partition)}, as proofpix:region is; store the secret there, and name that one`,
  );
}

function checkDeclared(name: string, key: string, declared: readonly string[], problems: ArgumentProblems): void {
  const nearest = nearestNames(name, declared).map(shown).join(" or ");
  const remedy = nearest === "" ? "declare it there, or give the ARN of a secret" : `did you mean ${nearest}?`;
  problems.require(
    declared.includes(name),
    key,
    `names no secret in proofpix:secrets (what was written is not shown since it may be secret); ${remedy}`,
  );
}

function isArn(source: string): boolean {
  return source.startsWith("arn:");
}
