import { nameOf } from "../engine/operation";
import type { ApprovalSubject, ApprovedOperation } from "./subject";

/** What a deployment would do otherwise than was approved: a sentence each, without a full stop; none if nothing. */
export function differencesOf(approved: ApprovalSubject, planned: ApprovalSubject): readonly string[] {
  return [
    ...unlike("the environment", approved.environment, planned.environment),
    ...unlike("the program's commit", approved.commit, planned.commit),
    ...unlike("the configuration file's digest", approved.configurationDigest, planned.configurationDigest),
    ...imageDifferences(approved, planned),
    ...operationDifferences(approved.operations, planned.operations),
  ];
}

function unlike(what: string, approved: string | undefined, planned: string | undefined): string[] {
  if (approved === planned) return [];
  return [`${what} is ${planned ?? "none"}, ${approved ?? "none"} was approved`];
}

function imageDifferences({ imageDigests: approved }: ApprovalSubject, { imageDigests: planned }: ApprovalSubject) {
  const services = [...new Set([...Object.keys(approved), ...Object.keys(planned)])].sort();
  return services.flatMap((service) => unlike(`the image of ${service}`, approved[service], planned[service]));
}

function operationDifferences(approved: readonly ApprovedOperation[], planned: readonly ApprovedOperation[]): string[] {
  const before = new Map(approved.map((operation) => [keyOf(operation), operation]));
  const now = new Map(planned.map((operation) => [keyOf(operation), operation]));
  return [
    ...planned.filter((operation) => !before.has(keyOf(operation))).map((each) => `it would ${told(each)} too`),
    ...approved.filter((operation) => !now.has(keyOf(operation))).map((each) => `it would no longer ${told(each)}`),
    ...planned.flatMap((operation) => pathDifferences(before.get(keyOf(operation)), operation)),
  ];
}

function pathDifferences(approved: ApprovedOperation | undefined, planned: ApprovedOperation): string[] {
  if (approved === undefined) return [];
  const more = planned.changes.filter((path) => !approved.changes.includes(path));
  const fewer = approved.changes.filter((path) => !planned.changes.includes(path));
  const causes = planned.replacedBy.filter((path) => !approved.replacedBy.includes(path));
  const fewerCauses = approved.replacedBy.filter((path) => !planned.replacedBy.includes(path));
  return [
    ...(more.length === 0 ? [] : [`to ${told(planned)} would change ${more.join(", ")} too`]),
    ...(fewer.length === 0 ? [] : [`to ${told(planned)} would no longer change ${fewer.join(", ")}`]),
    ...(causes.length === 0 ? [] : [`it would ${told(planned)} because of ${causes.join(", ")} too`]),
    ...(fewerCauses.length === 0 ? [] : [`it would ${told(planned)} no longer because of ${fewerCauses.join(", ")}`]),
  ];
}

function told(operation: ApprovedOperation): string {
  return `${operation.kind} ${nameOf(operation)} (${typeOf(operation.urn)})`;
}

/** Type in a URN, without the types of its parents. */
function typeOf(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1) ?? "";
}

function keyOf({ urn, kind }: ApprovedOperation): string {
  return `${kind} ${urn}`;
}
