/** A shape of an AWS API model, as botocore publishes it. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, ShapeReference>>;
  readonly required?: readonly string[];
  readonly member?: ShapeReference;
  readonly key?: ShapeReference;
  readonly value?: ShapeReference;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly sensitive?: boolean;
}

export interface ShapeReference {
  readonly shape: string;
}

/** The API model of one AWS service. */
export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: ShapeReference }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Where a value stands in an operation's input, such as `Actions[].Type`, and the shape that constrains it. */
export interface Member {
  readonly path: string;
  readonly shapeName: string;
  readonly required: boolean;
}

/** One operation of a service, to be walked from its input down. */
export class Operation {
  constructor(
    private readonly model: ServiceModel,
    readonly service: string,
    readonly name: string,
  ) {}

  /** The operation's input as a whole. */
  get input(): Member {
    const shapeName = this.model.operations[this.name]?.input?.shape;
    if (shapeName === undefined) throw new Error(`${this.service} has no operation ${this.name} with an input`);
    return { path: "", shapeName, required: true };
  }

  /** Another operation of the same service. */
  sibling(name: string): Operation {
    return new Operation(this.model, this.service, name);
  }

  shape(member: Member): Shape {
    const shape = this.model.shapes[member.shapeName];
    if (shape === undefined) throw new Error(`${this.service} has no shape ${member.shapeName}`);
    return shape;
  }

  /** Members of a structure; none of any other shape. */
  members(parent: Member): Member[] {
    const { members = {}, required = [] } = this.shape(parent);
    return Object.entries(members).map(([name, reference]) => ({
      path: parent.path === "" ? name : `${parent.path}.${name}`,
      shapeName: reference.shape,
      required: required.includes(name),
    }));
  }

  /** An element of a list; undefined of any other shape. */
  element(parent: Member): Member | undefined {
    return below(parent, `${parent.path}[]`, this.shape(parent).member);
  }

  /** Key and value of a map, or of a list of pairs such as tags; undefined of any other shape. */
  entry(parent: Member): { readonly key: Member; readonly value: Member } | undefined {
    const { key, value } = this.shape(parent);
    if (key !== undefined && value !== undefined) {
      return {
        key: { path: parent.path, shapeName: key.shape, required: true },
        value: { path: parent.path, shapeName: value.shape, required: true },
      };
    }
    return this.pair(this.element(parent));
  }

  /**
   * The member at a dotted path below the input; lists on the way are stepped into.
   * @throws {Error} when the operation's input has no such member.
   */
  memberAt(path: string): Member {
    return path.split(".").reduce((parent, name) => {
      const structure = this.withinLists(parent);
      const found = this.members(structure).find((member) => lastName(member) === name);
      if (found === undefined) throw new Error(`${this.service}.${this.name} has no member ${path} (at ${name})`);
      return found;
    }, this.input);
  }

  private withinLists(member: Member): Member {
    const element = this.element(member);
    return element === undefined ? member : this.withinLists(element);
  }

  private pair(element: Member | undefined): { key: Member; value: Member } | undefined {
    const members = element === undefined ? [] : this.members(element);
    const key = members.find((member) => /^(tag)?(key|name)$/i.test(lastName(member)));
    const value = members.find((member) => /^(tag)?value$/i.test(lastName(member)));
    return key === undefined || value === undefined ? undefined : { key, value };
  }
}

/** Name of a member without the path to it. */
export function lastName(member: Member): string {
  return member.path.slice(member.path.lastIndexOf(".") + 1);
}

function below(parent: Member, path: string, reference: ShapeReference | undefined): Member | undefined {
  return reference && { path, shapeName: reference.shape, required: parent.required };
}
