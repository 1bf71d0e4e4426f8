/** A resource's inputs, as far as they are set and known. Paths are as `rules[0].name`. */
export interface Properties {
  text(path: string): string | undefined;
  number(path: string): number | undefined;
  flag(path: string): boolean | undefined;
  /** Elements of a list; empty where it isn't set or isn't known. */
  each(path: string): readonly Properties[];
}

/** A resource of which it is asked what it costs. */
export interface CostedResource extends Properties {
  readonly urn: string;
  /** Type token, such as `aws:ecs/service:Service`. */
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
  /** Region that it is in: prices differ. */
  readonly region: string;
}

/** The resources of a stack and the references between them: a service's price is its task definition's. */
export interface CostedStack {
  resources(...types: readonly string[]): readonly CostedResource[];
  /** Resources of the types to which `property` of `resource` refers. */
  referencesTo(resource: CostedResource, property: string, types: readonly string[]): readonly CostedResource[];
  /** Resources of the types whose `property` refers to `resource`. */
  referrersOf(resource: CostedResource, property: string, types: readonly string[]): readonly CostedResource[];
}
