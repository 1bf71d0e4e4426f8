import { parseArn } from "../../../components/shared/arn";
import { knownValue, matches, type Reader, type ResourceView, type StackView } from "../../core";

/** Types of resources that AWS Backup can copy and that nothing can recreate. */
export const STATEFUL = [
  "aws:dynamodb/table:Table",
  "aws:efs/fileSystem:FileSystem",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
] as const;

/** Whether a backup selection covers a resource; undefined while that isn't known. */
export function selects(stack: StackView, selection: ResourceView, resource: ResourceView): boolean | undefined {
  if (stack.referencesTo(selection, "resources", [resource.type]).includes(resource)) return true;
  const parts = [byPattern(stack, selection, resource), byTag(selection, resource)];
  if (parts.includes(true)) return meetsConditions(selection, resource);
  return parts.includes(undefined) ? undefined : false;
}

/** ARNs, in which `*` stands for any text (AWS Backup Developer Guide, "Assign resources to a backup plan"). */
function byPattern(stack: StackView, selection: ResourceView, resource: ResourceView): boolean | undefined {
  const list = selection.list("resources");
  if (!list.known) return undefined;
  const patterns = (list.value ?? []).map((each) => each.string());
  const known = patterns.flatMap((pattern) => knownValue(pattern) ?? []);
  if (known.some((pattern) => pattern.includes("*") && namesByPattern(pattern, resource))) return true;
  // Unknown ARNs belong to resources of the stack, as many as the selection refers to. Further ones may be patterns.
  const ofStack = stack.referencesTo(selection, "resources", STATEFUL);
  return patterns.length - known.length > ofStack.length ? undefined : false;
}

function namesByPattern(pattern: string, resource: ResourceView): boolean {
  const arn = resource.silent.string("arn");
  if (pattern === "*") return true;
  if (arn.known && arn.value !== undefined) return matches(pattern, arn.value);
  // In a preview the ARN isn't known, but its service is.
  return parseArn(pattern).service === serviceOf(resource.type);
}

/**
 * The service in a type token, such as `rds` in `aws:rds/instance:Instance`. File systems have a service of another
 * name.
 */
function serviceOf(type: string): string {
  const service = /^aws:([^/]+)\//.exec(type)?.[1] ?? "";
  return service === "efs" ? "elasticfilesystem" : service;
}

/** Whether one of the tags matches, which is enough. */
function byTag(selection: ResourceView, resource: ResourceView): boolean | undefined {
  const tags = selection.list("selectionTags");
  if (!tags.known) return undefined;
  const results = (tags.value ?? []).map((tag) => hasTag(resource, tag));
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
}

/** Whether all conditions are met. Conditions other than the equality of tags count as met. */
function meetsConditions(selection: ResourceView, resource: ResourceView): boolean | undefined {
  const equal = selection.each("conditions").flatMap((condition) => condition.each("stringEquals"));
  const results = equal.map((condition) => hasTag(resource, condition));
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
}

function hasTag(resource: ResourceView, wanted: Reader): boolean | undefined {
  const [key, value] = [wanted.string("key"), wanted.string("value")];
  if (!key.known || !value.known) return undefined;
  const name = (key.value ?? "").replace(/^aws:ResourceTag\//, "");
  const quiet = resource.silent;
  const tags = ["tags", "tagsAll"].map((property) => quiet.at(property).string(`["${name}"]`));
  if (tags.some((tag) => tag.known && tag.value !== undefined && tag.value === value.value)) return true;
  return tags.some((tag) => !tag.known) ? undefined : false;
}
