/** A resource as the engine's state has it, or as a preview says that it will be. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** URN and ID of its provider, joined by `::`. */
  readonly provider?: string;
  /** URNs on which each property depends; an event of the engine has none. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  /** Whether it waits to be deleted after its replacement. */
  readonly delete?: boolean;
}

/** The logical name: the last part of the URN. */
export function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
