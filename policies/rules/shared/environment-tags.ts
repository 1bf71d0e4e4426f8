import {
  ENVIRONMENT_KIND_TAG,
  type EnvironmentKind,
  environmentKindOf,
} from "../../../components/shared/environment-kind";
import { knownValue, type Reading, type ResourceView } from "../../core";

/** Name of the tag with a resource's environment. */
export const ENVIRONMENT_TAG = "Environment";

/** Auto Scaling groups have their tags in a list, and don't get the provider's default tags. */
export const GROUP = "aws:autoscaling/group:Group";

/** The value of a resource's tag; unknown if the tags aren't known. */
export function tagOf(resource: ResourceView, name: string): Reading<string> {
  if (!areTagsKnown(resource)) return { known: false };
  if (resource.type !== GROUP) return resource.at("tags").string(`["${name}"]`);
  const keys = resource.each("tags").map((tag) => tag.string("key"));
  if (keys.some((key) => !key.known)) return { known: false };
  const index = keys.findIndex((key) => knownValue(key) === name);
  return index < 0 ? { known: true, value: undefined } : resource.string(`tags[${index}].value`);
}

/** Whether tags are known or not set. If they are unknown, the pack reports that once and not for each tag. */
function areTagsKnown(resource: ResourceView): boolean {
  return resource.string("tags").known;
}

/**
 * The kind of environment that a resource's tags name: the value of `EnvironmentKind` if it is set, otherwise the
 * beginning of the value of `Environment`. Undefined if they name none.
 */
export function kindByTags(resource: ResourceView): Reading<EnvironmentKind> {
  const said = tagOf(resource, ENVIRONMENT_KIND_TAG);
  const environment = tagOf(resource, ENVIRONMENT_TAG);
  if (!said.known || !environment.known) return { known: false };
  return { known: true, value: environmentKindOf(said.value ?? environment.value ?? "") };
}
