import type { ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { MIGRATION_RUN } from "../../components/database-migration/provider/inputs";
import type { ChildRegistration, RegisteredResource } from "../../localcloud/awsx/monitor";
import { registerVpc } from "../../localcloud/awsx/vpc";
import { vpcArguments } from "../../localcloud/awsx/vpc-arguments";
import { vpcOutputs } from "../../localcloud/awsx/vpc-outputs";
import { Cloud } from "../../localcloud/cloud/cloud";
import { FaultQueue } from "../../localcloud/faults/fault-queue";
import type { CloudResource } from "../../localcloud/model/resource";
import { opened } from "../../localcloud/model/pulumi-values";
import { isProperties, type Properties } from "../../localcloud/model/values";
import { decode, encode } from "../../localcloud/provider/codec";
import { Configurations } from "../../localcloud/provider/configurations";
import { ProviderService } from "../../localcloud/provider/provider-service";
import { seed, SEED_RECORDS } from "../../localcloud/seed";
import { SERVICES } from "../../localcloud/services";
import { CloudState } from "../../localcloud/state/cloud-state";
import type { CheckpointResource } from "../policies/support/checkpoint";
import { deploy, type Registered } from "./deploy";
import { temporaryDirectory } from "./temporary-directory";

const VPC = "awsx:ec2:Vpc";
const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:";

/** A resource as the local cloud took and made it. */
interface Made {
  readonly id: string;
  /** As the provider checked them: with its defaults, and a name. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What a program came to in an empty local cloud. */
export interface LocalDeployment {
  /** In the order of their registration, as the engine would write them to its state. */
  readonly resources: readonly CheckpointResource[];
  /** What the local cloud refused, a line for each resource. */
  readonly refusals: readonly string[];
  /** What the local cloud then holds. */
  readonly held: readonly CloudResource[];
}

/**
 * Deploys a program from nothing into a local cloud of its own, within this process: every resource and function goes
 * through the provider protocol that the engine speaks, in the order in which the program's outputs become known.
 *
 * @param existing what is there before, for a program that is only a part of one
 */
export async function deployLocally(
  program: () => unknown,
  existing: readonly CloudResource[] = [],
): Promise<LocalDeployment> {
  const account = new LocalAccount(existing);
  const registered = await deploy(program, { mocks: account });
  const root = { urn: urnOf(STACK, pulumi.getStack()), type: STACK, custom: false };
  const resources = [root, ...registered.flatMap((each) => account.recorded(each))];
  return { resources, refusals: account.refusals, held: account.held() };
}

/** Answers the SDK as the engine would, with the local cloud behind it. */
class LocalAccount implements pulumi.runtime.Mocks {
  readonly refusals: string[] = [];
  private readonly made = new Map<string, Made>();
  /** Remote components aren't told their provider; it is the one that a program makes first. */
  private firstProvider = "";
  /** What remote components registered, by the name of the component. */
  private readonly children = new Map<string, CheckpointResource[]>();
  private readonly state = CloudState.open(temporaryDirectory());
  private readonly provider = accountIn(this.state);

  constructor(existing: readonly CloudResource[]) {
    this.state.put(...existing);
  }

  held(): CloudResource[] {
    return this.state.all();
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<{ id: string | undefined; state: Properties }> {
    const { type, name } = args;
    const inputs = args.inputs as Properties;
    if (type === VPC) return { id: undefined, state: await this.vpc(name, inputs) };
    if (args.custom !== true) return { id: undefined, state: inputs };
    const { id, outputs } = await this.create(type, name, inputs, args.provider ?? "");
    return { id, state: outputs };
  }

  async call({ token, inputs, provider: from }: pulumi.runtime.MockCallArgs): Promise<Properties> {
    const request = new provider.InvokeRequest().setTok(token).setArgs(encode(inputs as Properties));
    const answer = await this.ask<provider.InvokeResponse>("invoke", request, from ?? "");
    return decode(answer.getReturn());
  }

  /** A registered resource, after what it registered itself. */
  recorded(registered: Registered): CheckpointResource[] {
    const { urn, type, name, inputs, parent, protect, ignoreChanges, dependencies, component } = registered;
    const made = this.made.get(keyOf(type, name)) ?? { inputs, outputs: inputs };
    const of = { urn, type, parent, protect, ignoreChanges, custom: !component, propertyDependencies: dependencies };
    return [{ ...of, ...made, outputs: opened(made.outputs) }, ...(this.children.get(keyOf(type, name)) ?? [])];
  }

  private async vpc(name: string, inputs: Properties): Promise<Properties> {
    const args = vpcArguments(inputs, () => []);
    const children: CheckpointResource[] = [];
    this.children.set(keyOf(VPC, name), children);
    const registerChild = async (child: ChildRegistration): Promise<RegisteredResource> => {
      const given = Object.fromEntries(Object.entries(child.inputs).map(([input, { value }]) => [input, value]));
      const made = await this.create(child.type, child.name, given, this.firstProvider);
      const urn = urnOf(child.type, child.name);
      children.push({ urn, type: child.type, custom: true, parent: child.parent, ...made });
      return { urn, id: made.id, outputs: made.outputs };
    };
    const outputs = vpcOutputs(await registerVpc({ registerChild }, urnOf(VPC, name), name, args), args);
    return Object.fromEntries(Object.entries(outputs).map(([output, { value }]) => [output, withoutReferences(value)]));
  }

  private async create(type: string, name: string, given: Properties, from: string): Promise<Made> {
    if (type === MIGRATION_RUN) return this.migrated(type, name, given);
    const made = await this.noted(`${type} ${name}`, () =>
      type.startsWith(PROVIDER) ? this.configure(type, name, given) : this.checkAndCreate(type, name, given, from),
    );
    const known = made ?? { id: `${name}-refused`, inputs: given, outputs: given };
    this.made.set(keyOf(type, name), known);
    return known;
  }

  /** A migration is nothing that a cloud holds: here it has run. */
  private migrated(type: string, name: string, inputs: Properties): Made {
    const made = { id: name, inputs, outputs: { ...inputs, taskArn: `${String(inputs.clusterArn)}/migrated` } };
    this.made.set(keyOf(type, name), made);
    return made;
  }

  private async configure(type: string, name: string, inputs: Properties): Promise<Made> {
    this.firstProvider ||= name;
    const request = new provider.ConfigureRequest().setUrn(urnOf(type, name)).setArgs(encode(inputs));
    await this.ask("configure", request, name);
    return { id: name, inputs, outputs: inputs };
  }

  private async checkAndCreate(type: string, name: string, given: Properties, from: string): Promise<Made> {
    const check = new provider.CheckRequest()
      .setType(type)
      .setName(name)
      .setRandomseed(name)
      .setNews(encode(opened(given)));
    const checked = (await this.ask<provider.CheckResponse>("check", check, from)).getInputs();
    const request = new provider.CreateRequest().setType(type).setUrn(urnOf(type, name)).setProperties(checked);
    const response = await this.ask<provider.CreateResponse>("create", request, from);
    return { id: response.getId(), inputs: decode(checked), outputs: decode(response.getProperties()) };
  }

  /** A call to the provider that a reference of the engine, `urn::id`, names. */
  private ask<Response>(call: string, request: object, reference: string): Promise<Response> {
    const connection = reference.split("::").at(-1) ?? "";
    return new Promise((resolve, reject) => {
      const handler = this.provider[call] as unknown as (
        from: Pick<ServerUnaryCall<object, Response>, "request" | "getPeer">,
        callback: (error: { readonly details: string } | null, response: Response) => void,
      ) => void;
      handler({ request, getPeer: () => connection }, (error, response) => {
        if (error === null) resolve(response);
        // The SDK tells a program the details of a function's failure.
        else reject(Object.assign(new Error(error.details), { details: error.details }));
      });
    });
  }

  /** The program goes on after a refusal, so that all are found. */
  private async noted<Result>(what: string, action: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await action();
    } catch (error) {
      this.refusals.push(`${what}: ${(error as Error).message}`);
      return undefined;
    }
  }
}

/** The provider of an account that begins with what the local cloud begins with. */
function accountIn(state: CloudState): UntypedServiceImplementation {
  seed(state);
  const faults = FaultQueue.open(temporaryDirectory(), () => {
    throw new Error("no fault was asked for");
  });
  const configurations = new Configurations(state.accountId);
  return new ProviderService(new Cloud(state, [...SERVICES, SEED_RECORDS]), configurations, faults).handlers();
}

/** The SDK would ask the engine for the resource behind a reference: here it gets what a reference says of it. */
function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  return isProperties(value) && "urn" in value ? { urn: value.urn, id: value.id } : value;
}

function keyOf(type: string, name: string): string {
  return `${type} ${name}`;
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`;
}
