import { type handleUnaryCall, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DiffRequest,
  DiffResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { changedInputs, inputProblems, isAnotherRun, MIGRATION_RUN, type MigrationRunInputs } from "./inputs";

/** Runs a migration to its end, and tells the ARN of its task. */
export type RunMigration = (urn: string, inputs: MigrationRunInputs, signal: AbortSignal) => Promise<string>;

/** What the provider's calls need of the process that serves them. */
export interface ProviderServiceOptions {
  readonly run: RunMigration;
  /** Called with the address of an engine that attaches itself. */
  readonly attach: (engineAddress: string) => void;
}

type Properties = Readonly<Record<string, unknown>>;

/** Version that the provider reports; the engine asks for no other. */
const VERSION = "1.0.0";

const NOT_IMPORTED =
  "a run of a migration is nothing that AWS keeps, so there is nothing to import; leave it to `pulumi up`, which runs the " +
  "migration: what was applied before is left out by its library";

/**
 * The provider of {@link MIGRATION_RUN}, by the calls of Pulumi's engine (pulumi/pulumi,
 * `proto/pulumi/provider.proto`). Calls that are missing the engine does without.
 */
export function providerService({ run, attach }: ProviderServiceOptions): UntypedServiceImplementation {
  const cancelled = new AbortController();
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(VERSION)),
    attach: unary((request: PluginAttach) => {
      attach(request.getAddress());
      return new Empty();
    }),
    checkConfig: unary((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: unary(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
    // Without a preview of its own the engine says by itself which outputs aren't known.
    configure: unary(() => new ConfigureResponse().setSupportspreview(false)),
    check: unary(check),
    diff: unary(diff),
    create: unary(async (request: CreateRequest) => {
      requireRun(request.getUrn());
      const inputs = inputsIn(request.getProperties());
      const taskArn = await run(request.getUrn(), inputs, cancelled.signal);
      return new CreateResponse().setId(inputs.image).setProperties(Struct.fromJavaScript({ ...inputs, taskArn }));
    }),
    update: unary(async (request: UpdateRequest) => {
      const before = valuesIn(request.getOlds());
      const inputs = inputsIn(request.getNews());
      const { taskArn } = isAnotherRun(before, valuesIn(request.getNews()))
        ? { taskArn: await run(request.getUrn(), inputs, cancelled.signal) }
        : before;
      return new UpdateResponse().setProperties(Struct.fromJavaScript({ ...inputs, taskArn: String(taskArn) }));
    }),
    read: unary(read),
    delete: unary(() => new Empty()),
    cancel: unary(() => {
      cancelled.abort();
      return new Empty();
    }),
  };
}

function check(request: CheckRequest): CheckResponse {
  requireRun(request.getUrn());
  const failures = inputProblems(valuesIn(request.getNews())).map(({ property, reason }) =>
    new CheckFailure().setProperty(property).setReason(reason),
  );
  return new CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
}

function diff(request: DiffRequest): DiffResponse {
  const changed = changedInputs(valuesIn(request.getOlds()), valuesIn(request.getNews()));
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  return new DiffResponse().setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME).setDiffsList(changed);
}

/** What ran can't change behind the engine's back. */
function read(request: ReadRequest): ReadResponse {
  const inputs = request.getInputs();
  if (Object.keys(valuesIn(inputs)).length === 0) throw new Error(NOT_IMPORTED);
  return new ReadResponse().setId(request.getId()).setProperties(request.getProperties()).setInputs(inputs);
}

/** @throws {Error} for a type that isn't this provider's. */
function requireRun(urn: string): void {
  const type = urn.split("::")[2]?.split("$").at(-1);
  if (type !== MIGRATION_RUN)
    throw new Error(`${String(type)} is no type of this provider, which has ${MIGRATION_RUN}`);
}

function valuesIn(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** Inputs that {@link check} found complete. */
function inputsIn(struct: Struct | undefined): MigrationRunInputs {
  return valuesIn(struct) as Properties & MigrationRunInputs;
}

/** A call with one request and one answer; what is thrown is what people read. */
function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    new Promise<Response>((resolve) => {
      resolve(answer(call.request));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
      },
    );
  };
}
