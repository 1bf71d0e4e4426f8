import type { ArgumentProblems } from "../../../../components/shared/validation";
import { isArnIn, parseArn } from "../../../../components/shared/arn";
import { pathText, shown } from "../../../configuration/problem";
import { checkBounds } from "./bounds";
import { checkContainers } from "./container";
import { draftedServices, type ServicesDraft } from "./draft";
import { checkMeaningless } from "./meaningless";
import { checkQueues } from "./queue-checks";
import { checkSecretSources, secretArnsOf } from "./secret-sources";
import { checkScaling } from "./scaling-checks";
import { checkMigrations } from "./migration";
import { checkNamesOfParts } from "./names-of-parts";
import { checkUsedParts } from "./used-parts";

/** Records services that can't run, can't be scaled or can't be told apart (SC-13). */
export function checkServices(draft: ServicesDraft, problems: ArgumentProblems): void {
  checkBounds(draft, problems);
  checkNames(draft, problems);
  checkUsedParts(draft, problems);
  checkNamesOfParts(draft, problems);
  checkQueues(draft, problems);
  for (const service of draftedServices(draft)) checkSecretSources(service, draft, problems);
  checkSecretKeys(draft, problems);
  checkMeaningless(draft, problems);
  checkContainers(draft, problems);
  checkMigrations(draft, problems);
  checkScaling(draft, problems);
}

function checkNames({ right: { services = [] } }: ServicesDraft, problems: ArgumentProblems): void {
  services.forEach((service, index) => {
    if (service === undefined) return;
    problems.require(
      services.findIndex((other) => other?.name === service.name) === index,
      pathText(["services", index, "name"]),
      `must be a name of its own, got ${shown(service.name)} a second time; rename one of the two`,
    );
  });
}

/**
 * Records keys of regions without secrets: a key encrypts in its own region only (AWS KMS Developer Guide, "Concepts").
 */
function checkSecretKeys(
  { right: { region, secretKeyArns, services } }: ServicesDraft,
  problems: ArgumentProblems,
): void {
  if (region === undefined) return;
  const secrets = services?.flatMap((service) => secretArnsOf(service?.secrets ?? {})) ?? [];
  const regions = [...new Set([region, ...secrets.map((arn) => parseArn(arn).region)])];
  secretKeyArns?.forEach((arn, index) => {
    problems.require(
      regions.some((each) => isArnIn(each, arn)),
      pathText(["secretKeyArns", index]),
      `must be a key of a region that has secrets, which is ${regions.map(shown).join(", ")}, got ${shown(arn)}; name the key of the secret's own region`,
    );
  });
}
