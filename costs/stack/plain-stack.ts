import type { CostedResource, CostedStack } from "../model/resource";
import { PlainProperties, textsIn, valueAt } from "./plain-properties";
import { nameIn, type StackResource } from "./stack-resource";

/** A resource of a {@link PlainStack}. */
class PlainResource extends PlainProperties implements CostedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;

  constructor(
    readonly state: StackResource,
    readonly region: string,
  ) {
    super(state.inputs ?? {});
    this.urn = state.urn;
    this.type = state.type;
    this.name = nameIn(state.urn);
  }

  /** What other resources call it by: ID, ARN and name. */
  get identifiers(): readonly string[] {
    const { id, inputs, outputs } = this.state;
    const named = [outputs?.arn, outputs?.name, outputs?.identifier, inputs?.name];
    return [id, ...named].filter((each): each is string => typeof each === "string" && each !== "");
  }
}

/** The resources of a state or of a preview, with the references between them. */
export class PlainStack implements CostedStack {
  private readonly byType = new Map<string, PlainResource[]>();
  private readonly all: readonly PlainResource[];

  /** @param region region of the resources whose provider doesn't say it. */
  constructor(states: readonly StackResource[], region: string) {
    const live = states.filter((each) => each.delete !== true);
    const regions = providerRegions(live);
    this.all = live.map((state) => new PlainResource(state, regionOf(state, regions) ?? region));
    for (const resource of this.all) {
      this.byType.set(resource.type, [...(this.byType.get(resource.type) ?? []), resource]);
    }
  }

  get everything(): readonly CostedResource[] {
    return this.all;
  }

  resources(...types: readonly string[]): readonly CostedResource[] {
    return this.ofTypes(types);
  }

  /**
   * What a property refers to: by the identifiers in it; where it isn't known yet, by what the engine says it depends
   * on; and without that by the name, since a service and what belongs to it have the same, or one that begins with it.
   */
  referencesTo(resource: CostedResource, property: string, types: readonly string[]): readonly CostedResource[] {
    if (!(resource instanceof PlainResource)) return [];
    const candidates = this.ofTypes(types).filter((each) => each !== resource);
    const value = valueAt(resource.state.inputs, property);
    if (value === undefined || value === null) return [];
    const named = namesIn(value);
    const byValue = candidates.filter((each) => each.identifiers.some((identifier) => named.has(identifier)));
    if (byValue.length > 0) return byValue;
    const dependencies = resource.state.propertyDependencies?.[property] ?? [];
    const byDependency = candidates.filter(({ urn }) => dependencies.includes(urn));
    return byDependency.length > 0 ? byDependency : namesakes(resource.name, candidates);
  }

  referrersOf(resource: CostedResource, property: string, types: readonly string[]): readonly CostedResource[] {
    return this.ofTypes(types).filter((each) => this.referencesTo(each, property, [resource.type]).includes(resource));
  }

  private ofTypes(types: readonly string[]): readonly PlainResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }
}

/** The resources with the name; else those with the longest name with which it begins. */
function namesakes(name: string, candidates: readonly PlainResource[]): readonly PlainResource[] {
  const lengthOf = (candidate: PlainResource): number =>
    name === candidate.name || name.startsWith(`${candidate.name}-`) ? candidate.name.length : 0;
  const longest = Math.max(0, ...candidates.map(lengthOf));
  return longest === 0 ? [] : candidates.filter((candidate) => lengthOf(candidate) === longest);
}

/** The texts within a value, and the parts of ARNs and paths among them. */
function namesIn(value: unknown): ReadonlySet<string> {
  return new Set(textsIn(value).flatMap((text) => [text, ...text.split(/[/:]/)]));
}

/** Regions of the providers, by their URNs. */
function providerRegions(states: readonly StackResource[]): ReadonlyMap<string, string> {
  return new Map(
    states.flatMap(({ urn, type, inputs }) => {
      const region = type === "pulumi:providers:aws" ? inputs?.region : undefined;
      return typeof region === "string" ? [[urn, region] as const] : [];
    }),
  );
}

/** The region that a resource names, or its provider's. */
function regionOf({ inputs, provider = "" }: StackResource, regions: ReadonlyMap<string, string>): string | undefined {
  if (typeof inputs?.region === "string") return inputs.region;
  return regions.get(provider.slice(0, provider.lastIndexOf("::")));
}
