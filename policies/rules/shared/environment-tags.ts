import {
  ENVIRONMENT_KIND_TAG,
  type EnvironmentKind,
  environmentKindOf,
} from "../../../components/shared/environment-kind";
import { knownValue, type Reading, type ResourceView } from "../../core";

/** Name of the tag by which resources say to which environment they belong. */
export const ENVIRONMENT_TAG = "Environment";

/** Tags of Auto Scaling groups stand in a list, and get none of the provider's. */
export const GROUP = "aws:autoscaling/group:Group";

/** The value of a resource's tag; not known where the tags aren't. */
export function tagOf(resource: ResourceView, name: string): Reading<string> {
  if (!areTagsKnown(resource)) return { known: false };
  if (resource.type !== GROUP) return resource.at("tags").string(`["${name}"]`);
  const keys = resource.each("tags").map((tag) => tag.string("key"));
  if (keys.some((key) => !key.known)) return { known: false };
  const index = keys.findIndex((key) => knownValue(key) === name);
  return index < 0 ? { known: true, value: undefined } : resource.string(`tags[${index}].value`);
}

/** Whether tags are known or not set; where they are neither, the pack says so once and not for each tag. */
function areTagsKnown(resource: ResourceView): boolean {
  return resource.string("tags").known;
}

/**
 * The kind of environment that a resource's tags say: `EnvironmentKind` where it is set, else what the value of
 * `Environment` begins with. Undefined where they say none.
 */
export function kindByTags(resource: ResourceView): Reading<EnvironmentKind> {
  const said = tagOf(resource, ENVIRONMENT_KIND_TAG);
  const environment = tagOf(resource, ENVIRONMENT_TAG);
  if (!said.known || !environment.known) return { known: false };
  return { known: true, value: environmentKindOf(said.value ?? environment.value ?? "") };
}
