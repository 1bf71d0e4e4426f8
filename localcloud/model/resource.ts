import type { Properties } from "./values";

/** A resource as the local cloud keeps it. */
export interface CloudResource {
  /** Type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly id: string;
  /** Id that the provider gives the resource; several may share it, and differ by their ARNs. @default the id */
  readonly providerId?: string;
  /** Empty for what is in no region. */
  readonly region: string;
  /** URN under which the engine created it; tells an interrupted creation from one that never happened. */
  readonly urn: string;
  readonly inputs: Properties;
  /** Outputs that AWS computes; the engine sees the inputs, with these in their place. */
  readonly computed: Properties;
}

/** Outputs of a resource: its inputs and what AWS computed. */
export function outputsOf(resource: CloudResource): Properties {
  const { inputs, computed, region } = resource;
  const tagsAll = inputs.tags === undefined ? {} : { tagsAll: inputs.tags };
  const placed = region === "" ? {} : { region };
  return { ...placed, ...inputs, ...tagsAll, ...computed, id: providerIdOf(resource) };
}

/** The id by which the engine knows a resource. */
export function providerIdOf({ id, providerId }: CloudResource): string {
  return providerId ?? id;
}

/** The part of the cloud that rules may read. */
export interface CloudReader {
  readonly accountId: string;
  /** The resource of a type with an id, in any region. */
  find(type: string, id: string): CloudResource | undefined;
  /** Resources of a type, in order of creation. */
  ofType(type: string): readonly CloudResource[];
}
