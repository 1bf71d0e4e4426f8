import { isDeepStrictEqual } from "node:util";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { FaultQueue } from "../faults/fault-queue";
import { refuse } from "../model/aws-error";
import type { Cloud } from "../cloud/cloud";
import { UnsettledError } from "../cloud/errors";
import { LetThrough, UNCHECKED_WARNING } from "../cloud/unchecked";
import { isUnknown } from "../model/pulumi-values";
import { outputsOf, providerIdOf, type CloudResource } from "../model/resource";
import type { Operation, ResourceType } from "../model/resource-type";
import type { Properties } from "../model/values";
import { NotModelledError } from "../services/shared/inputs";
import { named } from "./autonaming";
import { decode, encode } from "./codec";
import type { Configurations } from "./configurations";
import { changedInputs, difference, diffResponse } from "./difference";
import { Engines } from "./engines";
import { encodeMarked, previewed } from "./outputs";
import { inputsBefore, unary } from "./unary";

/** What becomes of a request after AWS has accepted it. */
export interface Outcomes {
  /**
   * Waits as long as the provider waits.
   * @param kind what was asked for
   * @returns the provider's error, or undefined where all went well or nothing is waited for.
   */
  reasonOf(asked: CloudResource, kind: Operation["kind"], timeoutSeconds?: number): Promise<string | undefined>;
}

/** Everything is done once it is accepted. */
const SETTLED: Outcomes = { reasonOf: () => Promise.resolve(undefined) };

/** Pulumi's provider protocol for one package, answered by the local cloud. */
export class ProviderService {
  constructor(
    private readonly cloud: Cloud,
    private readonly configurations: Configurations,
    private readonly faults: FaultQueue,
    private readonly engines = new Engines(),
    private readonly outcomes: Outcomes = SETTLED,
    private readonly letThrough = new LetThrough(),
  ) {}

  /** The calls by name, as gRPC wants them. */
  handlers(): UntypedServiceImplementation {
    return {
      handshake: unary((request: provider.ProviderHandshakeRequest, from) => {
        this.engines.attach(from, request.getEngineAddress());
        return new provider.ProviderHandshakeResponse();
      }),
      attach: unary((request: PluginAttach, from) => {
        this.engines.attach(from, request.getAddress());
        return new Empty();
      }),
      cancel: unary(() => new Empty()),
      checkConfig: unary((request: provider.CheckRequest) => new provider.CheckResponse().setInputs(request.getNews())),
      diffConfig: unary((request: provider.DiffRequest) => this.diffConfig(request)),
      configure: unary((request: provider.ConfigureRequest, from) => this.configure(request, from)),
      check: unary((request: provider.CheckRequest, from) => this.check(request, from)),
      diff: unary((request: provider.DiffRequest) => this.diff(request)),
      create: unary((request: provider.CreateRequest, from) => this.create(request, from)),
      read: unary((request: provider.ReadRequest) => this.read(request)),
      update: unary((request: provider.UpdateRequest, from) => this.update(request, from)),
      delete: unary((request: provider.DeleteRequest) => this.delete(request)),
      invoke: unary((request: provider.InvokeRequest, from) => this.invoke(request, from)),
    };
  }

  /** Tells the engine whether the configuration differs; then it configures the provider anew. */
  private diffConfig(request: provider.DiffRequest): provider.DiffResponse {
    const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
    const isSame = isDeepStrictEqual(decode(request.getOldInputs()), decode(request.getNews()));
    return new provider.DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME);
  }

  private configure(request: provider.ConfigureRequest, connection: string): provider.ConfigureResponse {
    this.configurations.configure(connection, request.getUrn() ?? "", decode(request.getArgs()));
    return new provider.ConfigureResponse().setSupportspreview(true);
  }

  /** How a type is treated: as AWS does, or as what the command lets through. */
  private typeOf(type: string): ResourceType {
    return this.cloud.typeOf(type, this.letThrough.allows(type));
  }

  private async check(request: provider.CheckRequest, connection: string): Promise<provider.CheckResponse> {
    const type = this.typeOf(request.getType());
    await this.markUnchecked(request, connection);
    const given = { ...type.defaults, ...decode(request.getNews()) };
    const inputs = type.normalize?.(given) ?? given;
    const before = decode(request.getOlds());
    return new provider.CheckResponse().setInputs(
      encode(named(type, request.getName(), request.getRandomseed(), before, inputs)),
    );
  }

  /** Tells at the resource, in each run, that nothing of it is checked. */
  private async markUnchecked(request: provider.CheckRequest, connection: string): Promise<void> {
    const [type, urn] = [request.getType(), request.getUrn()];
    if (this.cloud.knows(type)) return;
    this.letThrough.note({ type, urn });
    await this.engines.warn(connection, urn, [UNCHECKED_WARNING]);
  }

  private diff(request: provider.DiffRequest): provider.DiffResponse {
    const type = this.typeOf(request.getType());
    return diffResponse(difference(type, inputsBefore(request), askedInputs(type, request)));
  }

  private async create(request: provider.CreateRequest, connection: string): Promise<provider.CreateResponse> {
    const inputs = decode(request.getProperties());
    const type = this.typeOf(request.getType());
    if (request.getPreview()) return new provider.CreateResponse().setProperties(encodeMarked(type, inputs));
    const asked = {
      type: request.getType(),
      urn: request.getUrn(),
      inputs,
      region: this.regionOf(request, inputs, connection),
      isLetThrough: this.letThrough.allows(type.type),
    };
    const created = await this.withWarnings(connection, asked.urn, (warn) =>
      this.faults.around("create", asked.type, (rollsBack) =>
        this.cloud.create({ ...asked, ...timeoutOf(request), rollsBack, warn }),
      ),
    );
    await this.settled(created, "create", timeoutOf(request));
    const outputs = encodeMarked(type, outputsOf(created));
    return new provider.CreateResponse().setId(providerIdOf(created)).setProperties(outputs);
  }

  /** What no cloud holds is in no region. */
  private regionOf(request: provider.CreateRequest, inputs: Properties, connection: string): string {
    if (this.typeOf(request.getType()).isInStateOnly === true) return "";
    return this.configurations.regionOf(connection, request.getUrn(), inputs);
  }

  private async update(request: provider.UpdateRequest, connection: string): Promise<provider.UpdateResponse> {
    const inputs = askedInputs(this.typeOf(request.getType()), request);
    const known = this.known(request);
    const type = this.typeOf(known.type);
    if (request.getPreview()) {
      return new provider.UpdateResponse().setProperties(encodeMarked(type, previewed(type, known, inputs)));
    }
    if (isDeepStrictEqual(inputsBefore(request), inputs)) return unchanged(request);
    const changed = changedInputs(known.inputs, inputsBefore(request), inputs);
    const isLetThrough = this.letThrough.allows(type.type);
    const asked = { type: type.type, urn: request.getUrn(), inputs: changed, region: known.region, isLetThrough };
    const updated = await this.withWarnings(connection, asked.urn, (warn) =>
      this.faults.around("update", asked.type, (rollsBack) =>
        this.cloud.update(known, { ...asked, ...timeoutOf(request), rollsBack, warn }),
      ),
    );
    await this.settled(updated, "update", timeoutOf(request));
    return new provider.UpdateResponse().setProperties(encodeMarked(type, outputsOf(updated)));
  }

  /** @throws {UnsettledError} for what AWS accepted and couldn't bring about. */
  private async settled(
    asked: CloudResource,
    kind: Operation["kind"],
    { timeoutSeconds }: { readonly timeoutSeconds?: number },
  ): Promise<void> {
    const reason = await this.outcomes.reasonOf(asked, kind, timeoutSeconds);
    if (reason !== undefined) throw new UnsettledError(asked, reason);
  }

  private async read(request: provider.ReadRequest): Promise<provider.ReadResponse> {
    const known = this.typeOfHeld(request);
    if (known.isInStateOnly === true) return asRecorded(request);
    const { type } = known;
    const found = await this.faults.around("read", type, () =>
      this.identified(type, request.getId(), request.getProperties()),
    );
    if (found === undefined || known.isGone?.(found) === true) return new provider.ReadResponse();
    return new provider.ReadResponse()
      .setId(providerIdOf(found))
      .setProperties(encodeMarked(known, outputsOf(found)))
      .setInputs(encodeMarked(known, found.inputs));
  }

  private async delete(request: provider.DeleteRequest): Promise<Empty> {
    const { type, isInStateOnly } = this.typeOfHeld(request);
    if (isInStateOnly === true) return new Empty();
    const found = this.identified(type, request.getId(), request.getProperties());
    if (found !== undefined) {
      await this.faults.around("delete", type, () => {
        this.cloud.delete(found);
      });
    }
    return new Empty();
  }

  /** What was let through once can be read and deleted without the option. */
  private typeOfHeld(request: provider.ReadRequest | provider.DeleteRequest): ResourceType {
    const type = request.getType();
    const isHeld = !this.cloud.knows(type) && this.identified(type, request.getId(), request.getProperties());
    return isHeld ? this.cloud.typeOf(type, true) : this.typeOf(type);
  }

  private invoke(request: provider.InvokeRequest, connection: string): provider.InvokeResponse {
    const args = decode(request.getArgs());
    const unknown = Object.keys(args).filter((name) => isUnknown(args[name]));
    if (unknown.length > 0) {
      refuse("ValidationException", `${request.getTok()} was called with an unknown value`, unknown.join(", "));
    }
    const region = this.configurations.regionOf(connection, "", args);
    const result = this.cloud.call(request.getTok(), args, region, this.configurations.of(connection));
    return new provider.InvokeResponse().setReturn(encode(result));
  }

  private known(request: provider.UpdateRequest): CloudResource {
    const [type, id] = [request.getType(), request.getId()];
    if (this.typeOf(type).isInStateOnly === true) return recordedResource(request);
    const found = this.identified(type, id, request.getOlds());
    if (found === undefined) refuse("ResourceNotFoundException", `couldn't find ${type} '${id}'`, "id");
    return found;
  }

  /** The resource with an id; if several have it, the one with the ARN, or else the region, of the engine's state. */
  private identified(type: string, id: string, state: Struct | undefined): CloudResource | undefined {
    const { arn, region } = decode(state);
    const isOfRegion = (each: CloudResource): boolean =>
      region === undefined || each.region === "" || each.region === region;
    const found = this.cloud.state.find(type, id);
    if (found !== undefined && isOfRegion(found)) return found;
    return this.cloud.state
      .ofType(type)
      .find((each) => each.providerId === id && isOfRegion(each) && each.computed.arn === arn);
  }

  /** Carries an operation out, and has the engine show its warnings, whether it succeeds or not. */
  private async withWarnings<Result>(
    connection: string,
    urn: string,
    operation: (warn: (message: string) => void) => Promise<Result>,
  ): Promise<Result> {
    const warnings: string[] = [];
    try {
      return await operation((message) => warnings.push(message));
    } finally {
      await this.engines.warn(connection, urn, warnings);
    }
  }
}

/** What the engine's state says of a resource that it alone holds. */
function asRecorded(request: provider.ReadRequest): provider.ReadResponse {
  const recorded = decode(request.getProperties());
  if (Object.keys(recorded).length === 0) {
    throw new NotModelledError(`the import of ${request.getType()}`, ["id"], "provider/provider-service.ts");
  }
  return new provider.ReadResponse()
    .setId(request.getId())
    .setProperties(request.getProperties())
    .setInputs(request.getInputs());
}

/** The resource of a state that alone holds it; its outputs are computed but for the inputs. */
function recordedResource(request: provider.UpdateRequest): CloudResource {
  const inputs = inputsBefore(request);
  const outputs = Object.entries(decode(request.getOlds())).filter(([name]) => !(name in inputs));
  const [type, id, urn] = [request.getType(), request.getId(), request.getUrn()];
  return { type, id, region: "", urn, inputs, computed: Object.fromEntries(outputs) };
}

/** The inputs that a program asks for, as the provider compares them with those before. */
function askedInputs(type: ResourceType, request: provider.DiffRequest | provider.UpdateRequest): Properties {
  const after = decode(request.getNews());
  return type.withoutSuppressed?.(inputsBefore(request), after) ?? after;
}

/** After a failure the engine asks for an update without a change, for which bridged providers call nothing. */
function unchanged(request: provider.UpdateRequest): provider.UpdateResponse {
  return new provider.UpdateResponse().setProperties(request.getOlds());
}

/** The timeout of `customTimeouts`; the engine sends 0 if there is none. */
function timeoutOf(request: provider.CreateRequest | provider.UpdateRequest): { readonly timeoutSeconds?: number } {
  return request.getTimeout() > 0 ? { timeoutSeconds: request.getTimeout() } : {};
}
