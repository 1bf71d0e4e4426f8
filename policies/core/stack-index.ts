import type { PolicyResource } from "@pulumi/policy";

/** Type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** The resources of a stack, found by type and by parent. */
export class StackIndex {
  private readonly byType = new Map<string, PolicyResource[]>();
  private readonly byParent = new Map<string, PolicyResource[]>();

  constructor(resources: readonly PolicyResource[]) {
    for (const resource of resources) {
      append(this.byType, resource.type, resource);
      if (resource.parent !== undefined) append(this.byParent, resource.parent.urn, resource);
    }
  }

  /** The resource that stands for the stack. */
  get root(): PolicyResource | undefined {
    return this.ofTypes([STACK_TYPE])[0];
  }

  /** Resources of any of the types. */
  ofTypes(types: readonly string[]): readonly PolicyResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /**
   * The resources of the given types within a component, at any depth; the resource itself if it has one of the types.
   */
  within(resource: PolicyResource, types: readonly string[]): readonly PolicyResource[] {
    if (types.includes(resource.type)) return [resource];
    const isComponent = resource.provider === undefined && resource.type !== STACK_TYPE;
    return isComponent ? (this.byParent.get(resource.urn) ?? []).flatMap((child) => this.within(child, types)) : [];
  }
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
