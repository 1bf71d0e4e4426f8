import { limitProblems } from "../limits/check";
import type { CloudState } from "../state/cloud-state";
import { AwsError, namingInputs, refuse } from "../model/aws-error";
import type { Wordings } from "../model/limits";
import { ReferenceIndex, requireReferences } from "./references";
import type { CloudResource } from "../model/resource";
import {
  type CloudFunction,
  type CloudService,
  type Operation,
  type ResourceType,
  wordingsOf,
} from "../model/resource-type";
import { UnknownTypeError, UnsettledError } from "./errors";
import { uncheckedType } from "./unchecked";
import { number, text, type Properties } from "../model/values";
import { warningText } from "../model/warning";

/** A creation or an update that the engine requests. */
export interface Request {
  readonly type: string;
  readonly urn: string;
  readonly inputs: Properties;
  readonly region: string;
  /** Whether a type that the local cloud doesn't know is let through. @default false */
  readonly isLetThrough?: boolean;
  /** Seconds for which the provider should wait for the outcome. @default its own limit */
  readonly timeoutSeconds?: number;
  /** Whether AWS rolls the operation back, where the type has rollbacks. @default false */
  readonly rollsBack?: boolean;
  /** Receives warnings of what AWS accepts although it fails later. @default warnings are dropped */
  readonly warn?: (message: string) => void;
}

/** The local cloud: carries requests out as AWS would, and refuses what AWS refuses. */
export class Cloud {
  private readonly types: ReadonlyMap<string, ResourceType>;
  private readonly functions: ReadonlyMap<string, CloudFunction>;
  private readonly references: ReferenceIndex;
  private readonly wordings: Wordings;
  /**
   * Whether a world brings about what AWS does with a resource after it has accepted a request; else it happens at
   * once.
   */
  isLeftToWorld: (resource: CloudResource) => boolean = () => false;

  constructor(
    readonly state: CloudState,
    services: readonly CloudService[],
  ) {
    const types = services.flatMap((service) => service.types ?? []);
    const functions = services.flatMap((service) => service.functions ?? []);
    this.types = new Map(types.map((type) => [type.type, type]));
    this.functions = new Map(functions.map((each) => [each.token, each]));
    this.references = new ReferenceIndex(types);
    this.wordings = wordingsOf(services);
  }

  /**
   * @param isLetThrough whether the user asked for a type without a model to be let through; it loosens no other.
   * @throws {UnknownTypeError} for a type that the local cloud doesn't model: it never accepts in silence.
   */
  typeOf(type: string, isLetThrough = false): ResourceType {
    const known = this.types.get(type);
    if (known !== undefined) return known;
    if (isLetThrough) return uncheckedType(type);
    throw new UnknownTypeError("resource type", type);
  }

  knows(type: string): boolean {
    return this.types.has(type);
  }

  create(request: Request): CloudResource {
    const type = this.typeOf(request.type, request.isLetThrough);
    const operation = this.operation(request);
    this.requireAccepted(type, request, operation);
    requireUnique(type, operation);
    const made = type.make(operation);
    const { urn, region, inputs } = request;
    const created = this.withIdOfItsRegion({ type: request.type, region, urn, inputs, ...made });
    return this.settled(type, operation, request, this.withArnOfOverwritten(type, created));
  }

  update(previous: CloudResource, request: Request): CloudResource {
    const type = this.typeOf(request.type, request.isLetThrough);
    const operation = { ...this.operation(request), kind: "update" as const, previous };
    this.requireAccepted(type, request, operation);
    const computed = { ...previous.computed, ...type.remake?.(operation, previous) };
    return this.settled(type, operation, request, { ...previous, urn: request.urn, inputs: request.inputs, computed });
  }

  /** Deletes a resource, also one that was let through: that takes no option. */
  delete(resource: CloudResource): void {
    const type = this.typeOf(resource.type, true);
    this.references.requireUnused(resource, this.state);
    for (const rule of type.deletion ?? []) rule(resource, this.state);
    const others = type.cascade?.(resource, this.state) ?? [];
    const retained = type.retained?.(resource);
    const left = [...(type.deletionEffects?.(resource, this.state) ?? []), ...withoutStack(retained)];
    this.state.exchange([...others, resource], left);
  }

  /** @throws {UnknownTypeError} for a function that the local cloud doesn't model. */
  call(token: string, args: Properties, region: string, configuration: Properties = {}): Properties {
    const known = this.functions.get(token);
    if (known === undefined) throw new UnknownTypeError("function", token);
    return known.call({ args, region, configuration, cloud: this.state });
  }

  private requireAccepted(type: ResourceType, request: Request, operation: Operation): void {
    refuseNameAndPrefix(type, request.inputs);
    requireWithinLimits(type, request.inputs, this.wordings);
    requireReferences(type, operation);
    for (const rule of type.rules ?? []) rule(operation);
  }

  private operation(request: Request): Operation {
    const { inputs, region, warn = ignore } = request;
    return { kind: "create", inputs, region, accountId: this.state.accountId, cloud: this.state, warn };
  }

  /** Names are a region's own: where another region has a resource of the id, the region tells the two apart. */
  private withIdOfItsRegion(created: CloudResource): CloudResource {
    const { type, id, region, providerId = id } = created;
    const other = this.state.find(type, id);
    if (other === undefined || other.region === region) return created;
    return { ...created, id: `${region}/${id}`, providerId };
  }

  /** A resource that overwrites another one of its name keeps the ARN of the overwritten one. */
  private withArnOfOverwritten({ unique }: ResourceType, created: CloudResource): CloudResource {
    const overwritten = unique?.warning === undefined ? undefined : this.state.find(created.type, created.id);
    if (overwritten?.computed.arn === undefined) return created;
    return { ...created, computed: { ...created.computed, arn: overwritten.computed.arn } };
  }

  /** @throws {UnsettledError} when the provider fails although AWS accepted the request. */
  private settled(type: ResourceType, operation: Operation, request: Request, asked: CloudResource): CloudResource {
    const rollback = request.rollsBack === true ? type.rolledBack?.(operation, asked) : undefined;
    if (rollback !== undefined) {
      this.state.put({ ...asked, inputs: rollback.inputs });
      throw new UnsettledError(asked, rollback.reason);
    }
    const reason = this.behaves(type, asked) ? undefined : type.unsettled?.(operation, asked, request.timeoutSeconds);
    this.keep(type, asked);
    if (reason !== undefined) throw new UnsettledError(asked, reason);
    return asked;
  }

  private keep(type: ResourceType, resource: CloudResource): void {
    if (type.isInStateOnly === true) return;
    this.state.remove(...(type.displaced?.(resource, this.state) ?? []));
    const effects = this.behaves(type, resource) ? [] : (type.sideEffects?.(resource, this.state) ?? []);
    this.state.put(...effects, resource);
  }

  private behaves({ behaves = false }: ResourceType, resource: CloudResource): boolean {
    return behaves && this.isLeftToWorld(resource);
  }
}

/** What AWS retains belongs to no stack any more. */
function withoutStack(retained: CloudResource | undefined): CloudResource[] {
  return retained === undefined ? [] : [{ ...retained, urn: "" }];
}

function ignore(): void {
  // The request has no receiver of warnings.
}

/** The official provider takes a name or a prefix (its schemas, `ConflictsWith`). */
function refuseNameAndPrefix({ autonaming }: ResourceType, inputs: Properties): void {
  if (autonaming?.unlessGiven === undefined) return;
  const { input, unlessGiven } = autonaming;
  if ((text(inputs, input) ?? "") === "" || (text(inputs, unlessGiven) ?? "") === "") return;
  refuse(
    "ConflictingArguments",
    `Conflicting configuration arguments: "${input}" conflicts with ${unlessGiven}`,
    `${input}, ${unlessGiven}`,
  );
}

function requireWithinLimits(type: ResourceType, inputs: Properties, wordings: Wordings): void {
  const problems = limitProblems(type, inputs, wordings);
  const [first] = problems;
  if (first === undefined) return;
  throw AwsError.ofAll(
    first.code,
    problems.map(({ message, path }) => ({ reason: message, inputs: path })),
  );
}

function requireUnique(type: ResourceType, operation: Operation): void {
  const { unique } = type;
  if (unique === undefined) return;
  const identity = uniqueIdentity(unique.inputs, operation.inputs);
  const compared = (text: string | undefined) => (unique.ignoresCase === true ? text?.toLowerCase() : text);
  const taken = operation.cloud
    .ofType(type.type)
    .some(
      (other) =>
        compared(uniqueIdentity(unique.inputs, other.inputs)) === compared(identity) &&
        (unique.scope !== "region" || other.region === operation.region),
    );
  if (identity === undefined || !taken) return;
  const problem = { reason: unique.message(identity), inputs: unique.inputs.join(", ") };
  if (unique.warning === undefined) refuse(unique.code, problem.reason, problem.inputs);
  operation.warn(warningText(unique.warning, namingInputs(problem)));
}

function uniqueIdentity(inputs: readonly string[], properties: Properties): string | undefined {
  const values = inputs.map((input) => text(properties, input) ?? number(properties, input));
  return values.includes(undefined) ? undefined : values.join(" ");
}
