import type { Cloud } from "../model/cloud";
import { outputsOf, type CloudResource } from "../model/resource";
import type { Properties } from "../model/values";
import type { CloudState } from "../state/cloud-state";
import { ControlError } from "./control-error";

/** A line of the list of resources. */
export interface ResourceSummary {
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly urn: string;
}

const HIDDEN = "[secret]";

export function summarized({ type, id, region, urn }: CloudResource): ResourceSummary {
  return { type, id, region, urn };
}

/** Everything about a resource but its secrets. */
export function shown(cloud: Cloud, resource: CloudResource): Properties {
  const secrets = cloud.typeOf(resource.type).secrets ?? [];
  const properties = Object.entries(outputsOf(resource)).map(([key, value]) => [
    key,
    secrets.includes(key) ? HIDDEN : value,
  ]);
  return { type: resource.type, urn: resource.urn, ...(Object.fromEntries(properties) as Properties) };
}

/** The resource with an id, a URN, an ARN, or `type::id`, which is never ambiguous. */
export function foundById(state: CloudState, id: unknown): CloudResource {
  const matches = state.all().filter((resource) => namesOf(resource).includes(id));
  const [first, second] = matches;
  if (first === undefined)
    throw new ControlError(404, `no resource with the id ${String(id)}; list them with: cloud list`);
  if (second !== undefined) {
    const candidates = matches.map((match) => match.urn).join(", ");
    throw new ControlError(
      409,
      `${matches.length} resources have the id ${String(id)}; name one by its URN: ${candidates}`,
    );
  }
  return first;
}

function namesOf({ type, id, urn, computed }: CloudResource): unknown[] {
  return [id, urn, computed.arn, `${type}::${id}`];
}

/** A resource whose input someone changed behind the engine's back; nothing else of it changes. */
export function drifted(resource: CloudResource, input: unknown, value: unknown): CloudResource {
  if (typeof input !== "string" || !(input in resource.inputs)) {
    const known = Object.keys(resource.inputs).filter((key) => !key.startsWith("__"));
    throw new ControlError(400, `${resource.type} has no input ${String(input)}; it has ${known.join(", ")}`);
  }
  return { ...resource, inputs: { ...resource.inputs, [input]: value } };
}
