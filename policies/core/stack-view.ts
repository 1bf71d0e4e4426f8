import type { PolicyResource } from "@pulumi/policy";
import { referencedBy } from "./references";
import { ResourceView } from "./resource-view";
import type { StackIndex } from "./stack-index";

/** The resources of a stack as one rule sees them, with the references between them. */
export class StackView {
  private readonly views = new Map<PolicyResource, ResourceView>();
  private readonly originals = new Map<ResourceView, PolicyResource>();
  private readonly unknown = new Map<string, Set<string>>();

  constructor(
    private readonly index: StackIndex,
    private readonly tags: ReadonlyMap<string, string>,
  ) {}

  /** Resources of any of the types. An alias is a type of its own. */
  resources(...types: readonly string[]): readonly ResourceView[] {
    return this.index.ofTypes(types).map((resource) => this.view(resource));
  }

  /**
   * Resources of the given types that a property of `resource` refers to. Recorded dependencies tell this even in a
   * preview, when ARNs and ids are unknown. If there are several dependencies or none, the property's value decides.
   * @param property path such as `loadBalancers` or `vpcConfig.subnetIds`.
   */
  referencesTo(resource: ResourceView, property: string, types: readonly string[]): readonly ResourceView[] {
    const original = this.originals.get(resource);
    if (original === undefined) return [];
    return referencedBy(this.index, original, property, types).map((each) => this.view(each));
  }

  /** Resources of the given types whose `property` refers to `resource`. */
  referrersOf(resource: ResourceView, property: string, types: readonly string[]): readonly ResourceView[] {
    return this.resources(...types).filter((each) =>
      this.referencesTo(each, property, [resource.type]).includes(resource),
    );
  }

  /** Whether the program computes a property from another resource's output. */
  dependsOnOthers(resource: ResourceView, property: string): boolean {
    return (this.originals.get(resource)?.propertyDependencies[property] ?? []).length > 0;
  }

  /** Properties that the rule read and that aren't known yet, by the resource's URN. */
  get unknownProperties(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.unknown;
  }

  private view(resource: PolicyResource): ResourceView {
    const known = this.views.get(resource);
    if (known !== undefined) return known;
    const view = new ResourceView(resource, this.tags, (path) => {
      this.noteUnknown(resource.urn, path);
    });
    this.views.set(resource, view);
    this.originals.set(view, resource);
    return view;
  }

  private noteUnknown(urn: string, path: string): void {
    const paths = this.unknown.get(urn) ?? new Set();
    this.unknown.set(urn, paths.add(path));
  }
}
