import { hexadecimalToken } from "../model/identifiers";
import type { ResourceType } from "../model/resource-type";

/** Lets every type through that the local cloud doesn't know. */
export const ALL_TYPES = "all";

/** A resource that was let through. */
export interface UncheckedResource {
  readonly type: string;
  readonly urn: string;
}

/** What a resource that was let through is told with. */
export const UNCHECKED_WARNING =
  "rehearsal: unchecked, since the local cloud doesn't know this type and --allow-unchecked lets it through: " +
  "AWS may refuse it, or replace it where it is updated here, and what AWS computes is undefined";

/** The package of a resource type. */
export function packageOf(type: string): string {
  return type.split(":")[0] ?? type;
}

/** The resource types without a model that one command lets through, and the resources that came of it. */
export class LetThrough {
  private readonly seen = new Map<string, UncheckedResource>();

  /** @param names resource types, packages such as `tls`, or {@link ALL_TYPES} */
  constructor(private readonly names: readonly string[] = []) {}

  allows(type: string): boolean {
    return [ALL_TYPES, type, packageOf(type)].some((name) => this.names.includes(name));
  }

  /** Packages that a name speaks of. */
  get packages(): string[] {
    return this.names.filter((name) => name !== ALL_TYPES).map(packageOf);
  }

  note(resource: UncheckedResource): void {
    this.seen.set(resource.urn, resource);
  }

  /** Resources that were let through so far. */
  get resources(): UncheckedResource[] {
    return [...this.seen.values()];
  }
}

/**
 * How a type is treated of which nothing is known: its outputs are its inputs, every change is an update, and commands
 * show none of its values, since any of them may be secret.
 */
export function uncheckedType(type: string): ResourceType {
  return { type, replaceOnChanges: [], make: () => ({ id: `unchecked-${hexadecimalToken(17)}`, computed: {} }) };
}
