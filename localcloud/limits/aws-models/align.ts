import type { TypeMapping } from "../../model/limits";
import { lastName, type Member, type Operation } from "./model";
import type { InputField, InputShape } from "./pulumi-inputs";

/** An input and the member of an AWS operation that its value becomes. */
export interface Aligned extends Target {
  readonly path: string;
  /** Whether both Pulumi and AWS want it. */
  readonly required: boolean;
}

interface Target {
  readonly operation: Operation;
  readonly member: Member;
}

export interface Alignment {
  readonly aligned: readonly Aligned[];
  /** Inputs for which AWS has no member of that name and the mapping none either. */
  readonly unmapped: readonly string[];
  /** Every input that was looked at. */
  readonly seen: ReadonlySet<string>;
}

/** Finds the AWS member of each input of a resource type: by the mapping, else by name. */
export function align(fields: readonly InputField[], operation: Operation, mapping: TypeMapping): Alignment {
  const walk = new Walk(mapping, operation);
  const { within } = mapping;
  const structures = [operation.input, ...(within === undefined ? [] : [operation.memberAt(within)])];
  walk.fields(fields, "", operation, structures);
  return walk;
}

class Walk implements Alignment {
  readonly aligned: Aligned[] = [];
  readonly unmapped: string[] = [];
  readonly seen = new Set<string>();

  constructor(
    private readonly mapping: TypeMapping,
    private readonly operation: Operation,
  ) {}

  fields(fields: readonly InputField[], at: string, operation: Operation, parents: readonly Member[]): void {
    for (const { name, shape, required } of fields) {
      const path = at === "" ? name : `${at}.${name}`;
      this.input(shape, path, byName(name, operation, parents), required);
    }
  }

  /** What AWS doesn't take as it stands may still hold inputs that the mapping names one by one. */
  private input(shape: InputShape, path: string, found: Target | undefined, required: boolean): void {
    this.seen.add(path);
    const mapped = this.mapping.inputs?.[path];
    if (mapped === null) return;
    const target = mapped === undefined ? found : this.mappedTarget(mapped);
    if (target !== undefined) this.value(shape, path, target, required);
    else if (shape.kind === "list") this.input(shape.element, `${path}[]`, undefined, false);
    else if (shape.kind === "object") this.fields(shape.fields, path, this.operation, []);
    else this.unmapped.push(path);
  }

  /** `Member.Path` of the operation, or `Operation:Member.Path` of another one. */
  private mappedTarget(reference: string): Target {
    const separator = reference.indexOf(":");
    const operation = separator < 0 ? this.operation : this.operation.sibling(reference.slice(0, separator));
    return { operation, member: operation.memberAt(reference.slice(separator + 1)) };
  }

  private value(shape: InputShape, path: string, target: Target, required: boolean): void {
    const { operation, member } = target;
    const element = operation.element(member);
    if (this.mapping.documents?.includes(path)) this.document(path, target, []);
    else if (shape.kind === "list") this.list(shape.element, path, target, required);
    else if (shape.kind === "map") this.map(path, target, required);
    else if (element !== undefined) this.value(shape, path, { operation, member: element }, required);
    else {
      this.add(path, target, required);
      if (shape.kind === "object") this.fields(shape.fields, path, operation, [member]);
    }
  }

  /** Pulumi has lists of at most one element where AWS has the element alone. */
  private list(elements: InputShape, path: string, { operation, member }: Target, required: boolean): void {
    const element = operation.element(member);
    if (element !== undefined) this.add(path, { operation, member }, required);
    this.input(elements, `${path}[]`, { operation, member: element ?? member }, false);
  }

  private map(path: string, target: Target, required: boolean): void {
    const { operation, member } = target;
    this.add(path, target, required);
    const entry = operation.entry(member);
    if (entry === undefined) return;
    this.add(`${path}{key}`, { operation, member: entry.key }, false);
    this.add(`${path}{value}`, { operation, member: entry.value }, false);
  }

  /** Inside a document AWS's own names hold. */
  private document(path: string, target: Target, ancestors: readonly string[]): void {
    const { operation, member } = target;
    if (ancestors.includes(member.shapeName)) return;
    this.add(path, target, member.required);
    const below = [...ancestors, member.shapeName];
    const element = operation.element(member);
    if (element !== undefined) {
      this.document(`${path}[]`, { operation, member: { ...element, required: false } }, below);
    }
    for (const each of operation.members(member)) {
      this.document(`${path}.${lastName(each)}`, { operation, member: each }, below);
    }
  }

  private add(path: string, { operation, member }: Target, required: boolean): void {
    this.seen.add(path);
    this.aligned.push({ path, operation, member, required: required && member.required });
  }
}

function byName(name: string, operation: Operation, parents: readonly Member[]): Target | undefined {
  const names = spellings(name.toLowerCase());
  for (const parent of parents) {
    const member = operation.members(parent).find((each) => names.includes(lastName(each).toLowerCase()));
    if (member !== undefined) return { operation, member };
  }
  return undefined;
}

/**
 * Pulumi writes lists in the plural, acronyms as words, and leaves `Config` out: `kmsKeyId`, `strategies`, `redirect`.
 */
function spellings(name: string): string[] {
  return [name, name.replace(/ies$/, "y"), name.replace(/es$/, ""), name.replace(/s$/, ""), `${name}config`];
}
