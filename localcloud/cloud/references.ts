import { namingInputs, refuse, type Problem } from "../model/aws-error";
import { outputsOf, type CloudReader, type CloudResource } from "../model/resource";
import type { Operation, Reference, ResourceType } from "../model/resource-type";
import { valuesAt } from "../model/values";
import { warningText } from "../model/warning";

/** Refuses inputs that name a resource that doesn't exist. */
export function requireReferences(type: ResourceType, operation: Operation): void {
  for (const reference of type.references ?? []) {
    for (const { path, value } of valuesAt(operation.inputs, reference.input)) {
      if (typeof value !== "string" || reference.ignores?.(value, operation) === true) continue;
      if (!exists(reference, value, operation)) {
        refuseOrWarn(reference, { reason: reference.missing.message(value), inputs: path }, operation);
      }
    }
  }
}

function refuseOrWarn({ missing, warning }: Reference, problem: Problem, operation: Operation): void {
  if (warning === undefined) refuse(missing.code, problem.reason, problem.inputs);
  operation.warn(warningText(warning, namingInputs(problem)));
}

function exists(reference: Reference, value: string, { cloud, region }: Operation): boolean {
  const found = reference.to.flatMap((type) =>
    byId(reference)
      ? (cloud.find(type, value) ?? [])
      : cloud.ofType(type).filter((candidate) => names(reference, value, candidate)),
  );
  return found.some((candidate) => reference.inRegion !== true || candidate.region === region);
}

function names(reference: Reference, value: string, candidate: CloudResource): boolean {
  return value === (byId(reference) ? candidate.id : outputsOf(candidate)[reference.by ?? ""]);
}

function byId({ by }: Reference): boolean {
  return by === undefined || by === "id";
}

/** Finds the resources that name another one, to refuse the deletion of what is in use. */
export class ReferenceIndex {
  private readonly incoming = new Map<string, { from: ResourceType; reference: Reference }[]>();

  constructor(types: Iterable<ResourceType>) {
    for (const from of types) {
      for (const reference of from.references ?? []) {
        for (const to of reference.to) this.incoming.set(to, [...(this.incoming.get(to) ?? []), { from, reference }]);
      }
    }
  }

  /** Refuses the deletion of a resource that another one names, if AWS refuses it. */
  requireUnused(resource: CloudResource, cloud: CloudReader): void {
    for (const { from, reference } of this.incoming.get(resource.type) ?? []) {
      if (reference.inUse === undefined) continue;
      const user = cloud.ofType(from.type).find((candidate) => uses(candidate, reference, resource));
      if (user !== undefined) {
        refuse(reference.inUse.code, reference.inUse.message(resource.id), `used by ${user.id}`);
      }
    }
  }
}

function uses(candidate: CloudResource, reference: Reference, resource: CloudResource): boolean {
  return valuesAt(candidate.inputs, reference.input).some(
    ({ value }) => typeof value === "string" && names(reference, value, resource),
  );
}
