import type { Cloud } from "../cloud/cloud";
import { type CloudResource, outputsOf } from "../model/resource";
import { isProperties, type Properties, text } from "../model/values";
import type { CloudState } from "../state/cloud-state";

/** A line of the list of resources. */
export interface ResourceSummary {
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly urn: string;
  /** ARN, if other resources may share the id in the engine's state. */
  readonly arn?: string;
  /** Id in the engine's state, if it is another one and there is no ARN. */
  readonly providerId?: string;
}

const HIDDEN = "[secret]";

export function summarized({ type, id, providerId, region, urn, computed }: CloudResource): ResourceSummary {
  const summary = { type, id, region, urn };
  if (providerId === undefined) return summary;
  const arn = text(computed, "arn");
  return arn === undefined ? { ...summary, providerId } : { ...summary, arn };
}

/** A resource as the local cloud keeps it, but for its secrets. */
export function withoutSecrets(cloud: Cloud, resource: CloudResource): CloudResource {
  const { inputs, computed } = resource;
  const secrets = secretsOf(cloud, resource);
  return { ...resource, inputs: hidden(inputs, secrets), computed: hidden(computed, secrets) };
}

/** Everything about a resource but its secrets. Its type token stands apart, as some resources have an input `type`. */
export function shown(cloud: Cloud, resource: CloudResource): Properties {
  const secrets = secretsOf(cloud, resource);
  return { resourceType: resource.type, urn: resource.urn, ...hidden(outputsOf(resource), secrets) };
}

/** Names of a resource's secrets; of one that was let through unchecked, any input may be one. */
function secretsOf(cloud: Cloud, { type, inputs }: CloudResource): readonly string[] {
  return cloud.knows(type) ? (cloud.typeOf(type).secrets ?? []) : Object.keys(inputs);
}

/** @param secrets names of properties, or paths such as `actions[].authenticateOidc.clientSecret`. */
function hidden(properties: Properties, secrets: readonly string[]): Properties {
  return secrets.reduce((shownSoFar, path) => hiddenAt(shownSoFar, path.split(".")), properties);
}

function hiddenAt(properties: Properties, [step = "", ...rest]: readonly string[]): Properties {
  const key = step.replace(/\[\]$/, "");
  const value = properties[key];
  if (value === undefined) return properties;
  const below = (each: unknown): unknown => (isProperties(each) ? hiddenAt(each, rest) : each);
  if (rest.length === 0) return { ...properties, [key]: HIDDEN };
  return { ...properties, [key]: Array.isArray(value) ? value.map(below) : below(value) };
}

/** The resource with an id, a name in the program, a URN, an ARN, or `type::id`, which is never ambiguous. */
export function foundById(state: CloudState, id: unknown): CloudResource {
  const matches = state.all().filter((resource) => id !== "" && namesOf(resource).includes(id));
  const [first, second] = matches;
  if (first === undefined) {
    throw new ControlError(404, `there is no resource ${String(id)}`, "See what there is: npm run local -- cloud list");
  }
  if (second !== undefined) {
    const candidates = matches.map((match) => `\n  '${match.type}::${match.id}'`);
    throw new ControlError(
      409,
      `${matches.length} resources are called ${String(id)}`,
      `Name one:${candidates.join("")}`,
    );
  }
  return first;
}

function namesOf({ type, id, providerId, urn, computed }: CloudResource): unknown[] {
  return [id, providerId, urn, urn.split("::").at(-1), computed.arn, `${type}::${id}`];
}

/** A resource whose input someone changed behind the engine's back, with the output that repeats it. */
export function drifted(resource: CloudResource, input: unknown, value: unknown): CloudResource {
  const inputs = Object.keys(resource.inputs).filter((key) => !key.startsWith("__"));
  if (typeof input !== "string" || !inputs.includes(input)) {
    throw new ControlError(400, `${resource.type} has no input ${String(input)}`, `It has ${inputs.join(", ")}.`);
  }
  const { computed } = resource;
  return {
    ...resource,
    inputs: { ...resource.inputs, [input]: value },
    computed: computed[input] === undefined ? computed : { ...computed, [input]: value },
  };
}

/** A request to the control server that can't be answered. */
export class ControlError extends Error {
  override readonly name = "ControlError";

  constructor(
    /** HTTP status. */
    readonly status: number,
    message: string,
    /** What to do about it, as a full sentence. */
    readonly nextStep: string,
  ) {
    super(message);
  }
}
