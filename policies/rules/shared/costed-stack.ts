import type { CostedResource, CostedStack, Properties } from "../../../costs/model/resource";
import { BASE_REGION } from "../../../costs/prices/table";
import { knownValue, type Reader, type ResourceView, type StackView } from "../../core";

/** Known values of a reader, as the computation of costs reads them. */
class KnownProperties implements Properties {
  constructor(private readonly reader: Reader) {}

  text(path: string): string | undefined {
    return knownValue(this.reader.string(path));
  }

  number(path: string): number | undefined {
    return knownValue(this.reader.number(path));
  }

  flag(path: string): boolean | undefined {
    return knownValue(this.reader.boolean(path));
  }

  each(path: string): readonly Properties[] {
    return this.reader.each(path).map((element) => new KnownProperties(element));
  }
}

/** A resource that a rule sees, as the computation of costs takes it. */
export class ViewedResource extends KnownProperties implements CostedResource {
  /** Policies aren't told a resource's region. */
  readonly region = BASE_REGION;

  constructor(readonly view: ResourceView) {
    super(view);
  }

  get urn(): string {
    return this.view.urn;
  }

  get type(): string {
    return this.view.type;
  }

  get name(): string {
    return this.view.name;
  }
}

/** The stack that a rule sees, as the computation of costs takes it. */
export class ViewedStack implements CostedStack {
  constructor(private readonly stack: StackView) {}

  resources(...types: readonly string[]): readonly ViewedResource[] {
    return viewed(this.stack.resources(...types));
  }

  referencesTo(resource: CostedResource, property: string, types: readonly string[]): readonly ViewedResource[] {
    return resource instanceof ViewedResource ? viewed(this.stack.referencesTo(resource.view, property, types)) : [];
  }

  referrersOf(resource: CostedResource, property: string, types: readonly string[]): readonly ViewedResource[] {
    return resource instanceof ViewedResource ? viewed(this.stack.referrersOf(resource.view, property, types)) : [];
  }
}

function viewed(views: readonly ResourceView[]): readonly ViewedResource[] {
  return views.map((view) => new ViewedResource(view));
}
