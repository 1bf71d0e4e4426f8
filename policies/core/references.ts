import type { PolicyResource } from "@pulumi/policy";
import { pathSegments } from "./property-path";
import { Reader } from "./reader";
import type { StackIndex } from "./stack-index";

/** Outputs by which other resources name one. */
const IDENTITIES = ["arn", "id", "name", "url"] as const;

/**
 * Resources of the given types that a property refers to.
 *
 * The dependencies that the engine recorded for the property tell this even in a preview, when ARNs and ids aren't
 * known. A value made of several outputs depends on all of their resources, though: then the value decides among them
 * if it is known. If the engine recorded no dependency, as for an ARN that is written out, the value alone decides.
 */
export function referencedBy(
  index: StackIndex,
  resource: PolicyResource,
  property: string,
  types: readonly string[],
): readonly PolicyResource[] {
  const recorded = dependenciesOf(resource, property).flatMap((each) => index.within(each, types));
  const candidates = recorded.length > 0 ? recorded : index.ofTypes(types);
  const texts = knownTexts(reader(resource).at(property));
  const named = candidates.filter((candidate) => texts.some((text) => isNamedIn(text, candidate)));
  return unique(named.length > 0 ? named : recorded);
}

function dependenciesOf(resource: PolicyResource, property: string): readonly PolicyResource[] {
  return resource.propertyDependencies[String(pathSegments(property)[0])] ?? [];
}

/** Every text at or below a property. Empty if one of them isn't known yet, since that one might decide. */
function knownTexts(value: Reader): readonly string[] {
  const unknown: string[] = [];
  const texts = textsIn(value.reportingTo((path) => unknown.push(path)));
  return unknown.length === 0 ? texts : [];
}

function textsIn(value: Reader): string[] {
  const text = value.string();
  if (!text.known) return [];
  if (text.value !== undefined) return [text.value];
  return value.entries().flatMap(([, entry]) => textsIn(entry));
}

function isNamedIn(text: string, candidate: PolicyResource): boolean {
  const outputs = reader(candidate);
  return IDENTITIES.some((name) => {
    const identity = outputs.string(name);
    return identity.known && identity.value !== undefined && names(text, identity.value);
  });
}

/**
 * Whether a text names an identity: as the whole text, as an ARN within a document, or as a part of a path such as
 * `service/cluster/name`.
 */
function names(text: string, identity: string): boolean {
  if (identity === "") return false;
  return (
    text === identity || (identity.startsWith("arn:") ? text.includes(identity) : text.split("/").includes(identity))
  );
}

function reader(resource: PolicyResource): Reader {
  return new Reader({ known: true, value: resource.props }, "", () => undefined);
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
