import { setImmediate } from "node:timers/promises";
import type { ClientUnaryCall } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { withoutDiagnostics } from "./without-diagnostics";

/** What a component or program asked the engine to register. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly parent: string;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  /** Inputs whose change replaces it by its options; the provider knows others. */
  readonly replaceOnChanges: readonly string[];
  /** Whether its options ask for that; the provider may do it by itself. */
  readonly deleteBeforeReplace: boolean;
  /** True for a ComponentResource, false for a resource of a provider. */
  readonly component: boolean;
  /** URNs of the resources whose outputs went into an input, by the input's name. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** Answers to provider functions, by token (`aws:route53/getZone:getZone`). */
export type Calls = Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>>;

/** What components ask about a service that they have deployed. */
const RUNNING_SERVICE = "aws:ecs/getService:getService";
/** What components ask about databases that run. */
const INSTANCES = "aws:rds/getInstances:getInstances";
const CLUSTERS = "aws:rds/getClusters:getClusters";
/** What components ask in order to name AWS's managed policies. */
const PARTITION = "aws:index/getPartition:getPartition";

export interface DeployOptions {
  /** An unstubbed call is an error, not an echo. */
  readonly calls?: Calls;
  /** Outputs that AWS would compute, by type token; merged over the inputs. */
  readonly outputs?: Readonly<Record<string, (args: pulumi.runtime.MockResourceArgs) => Record<string, unknown>>>;
  /** Answers everything, in place of echoes and stubs. */
  readonly mocks?: pulumi.runtime.Mocks;
}

/** Runs `program` against mocks and returns every resource it registered, once no registration is pending. */
export function deploy(program: () => unknown, options: DeployOptions = {}): Promise<Registered[]> {
  return withoutDiagnostics(() => deployed(program, options));
}

async function deployed(program: () => unknown, options: DeployOptions): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(options.mocks ?? echoing(options, registered));
  recordRegistrations(registered);
  try {
    await program();
  } finally {
    // Also of a program that was refused half-way: what it had begun would end in the next one's mocks.
    await registrationsSettled(registered);
  }
  return registered;
}

/** Mocks that make a resource of its inputs. */
function echoing(options: DeployOptions, registered: readonly Registered[]): pulumi.runtime.Mocks {
  return {
    newResource: (args) => {
      const computed = options.outputs?.[args.type]?.(args) ?? {};
      const inputs = args.inputs as Record<string, unknown>;
      return {
        id: `${args.name}-id`,
        state: { arn: `arn:mock:${args.name}`, name: args.name, ...inputs, ...computed },
      };
    },
    call: ({ token, inputs }) => {
      const answer = options.calls?.[token] ?? answersByDefault(registered)[token];
      if (answer === undefined) throw new Error(`unexpected provider call ${token}; stub it in the test that needs it`);
      return answer(inputs as Record<string, unknown>);
    },
  };
}

/** Answers to what components ask of every account. */
function answersByDefault(registered: readonly Registered[]): Calls {
  return {
    [RUNNING_SERVICE]: runsAsAsked(registered),
    [PARTITION]: () => ({ partition: "aws" }),
    [INSTANCES]: () => ({ instanceIdentifiers: [] }),
    [CLUSTERS]: () => ({ clusterIdentifiers: [] }),
  };
}

/** A service runs the revision that it was told. */
function runsAsAsked(registered: readonly Registered[]): Calls[string] {
  return ({ serviceName }) => {
    const service = registered.find(({ type, name }) => type === "aws:ecs/service:Service" && name === serviceName);
    return { taskDefinition: service?.inputs.taskDefinition };
  };
}

/** Mocks are told neither parent nor protection, so the requests themselves are read. */
function recordRegistrations(registered: Registered[]): void {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("mocks are not set");
  const register = monitor.registerResource.bind(monitor) as (
    request: RegisterResourceRequest,
    ...rest: unknown[]
  ) => ClientUnaryCall;
  monitor.registerResource = (request: RegisterResourceRequest, ...rest: unknown[]) => {
    registered.push({
      urn: urnOf(request),
      type: request.getType(),
      name: request.getName(),
      inputs: pulumi.runtime.deserializeProperties(request.getObject() ?? new Struct()),
      parent: request.getParent(),
      protect: request.getProtect() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
      component: !request.getCustom(),
      dependencies: dependenciesOf(request),
    });
    return register(request, ...rest);
  };
}

/** The URN that the mocks will give a resource. */
function urnOf(request: RegisterResourceRequest): string {
  const parentType = request.getParent().split("::")[2]?.split("$").at(-1);
  const type = parentType === undefined ? request.getType() : `${parentType}$${request.getType()}`;
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${request.getName()}`;
}

function dependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, input) => {
    dependencies[input] = urns.getUrnsList();
  });
  return dependencies;
}

/** A resource that a timer creates later is not seen. */
async function registrationsSettled(registered: readonly Registered[]): Promise<void> {
  let seen: number;
  do {
    seen = registered.length;
    await pulumi.runtime.disconnect(); // resolves when the queue of registrations is empty
    await setImmediate(); // lets a pending apply() queue one more
  } while (registered.length > seen);
}

/** The one resource of a type. */
export function only(resources: readonly Registered[], type: string): Registered {
  const [first, ...rest] = resources.filter((resource) => resource.type === type);
  if (first === undefined || rest.length > 0) {
    throw new Error(`expected one ${type}, got ${first === undefined ? 0 : rest.length + 1}`);
  }
  return first;
}

/** All resources of a type, in order of registration. */
export function all(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

/** The problems with which a component refused its arguments, as `path: reason` lines. */
export async function refusals(program: () => unknown, options?: DeployOptions): Promise<string[]> {
  try {
    await deploy(program, options);
  } catch (error) {
    if (pulumi.InputPropertiesError.isInstance(error)) {
      return error.errors.map((each) => `${each.propertyPath}: ${each.reason}`);
    }
    throw error;
  }
  throw new Error("expected the arguments to be refused");
}
