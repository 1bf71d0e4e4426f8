import type { ResourceValidationArgs } from "@pulumi/policy";
import { isObject, pathSegments, type PathSegment } from "./property-path";
import { ResourceView } from "./resource-view";

/** A property that a remedy sets. */
export interface Change {
  /** Path such as `deploymentCircuitBreaker`; objects around it are made where there are none. */
  readonly property: string;
  readonly value: unknown;
}

/** Returns the properties to set, with their new values. Pure, as a check is. */
export type Remedy<Settings> = (resource: ResourceView, settings: Settings) => readonly Change[];

/**
 * The resource's properties with the remedy's changes; undefined if there are none. Changes are made in place, so that
 * unknown and secret values stay what they are.
 */
export function remedied<Settings>(
  remedy: Remedy<Settings>,
  args: ResourceValidationArgs,
  settings: Settings,
): Record<string, unknown> | undefined {
  const changes = changesBy(remedy, new ResourceView(args, args.stackTags, () => undefined), settings);
  for (const { property, value } of changes) assign(args.props, pathSegments(property), value);
  return changes.length === 0 ? undefined : args.props;
}

/** The remedy's changes. A remedy that throws changes nothing; the check then reports the resource as mandatory. */
function changesBy<Settings>(remedy: Remedy<Settings>, view: ResourceView, settings: Settings): readonly Change[] {
  try {
    return remedy(view, settings);
  } catch {
    return [];
  }
}

function assign(properties: Record<PathSegment, unknown>, path: readonly PathSegment[], value: unknown): void {
  const [segment, ...rest] = path;
  if (segment === undefined) return;
  const below = rest.length === 0 ? undefined : properties[segment];
  if (isObject(below)) assign(below, rest, value);
  else properties[segment] = rest.reduceRight((inner, name) => ({ [name]: inner }), value);
}
