import * as grpc from "@grpc/grpc-js";
import type { EnforcementLevel, Policies } from "@pulumi/policy";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** The pack's report to the engine, as far as tests look at it. */
export interface Diagnostic {
  readonly policy: string;
  readonly level: EnforcementLevel;
  readonly message: string;
  readonly urn: string;
}

/** A remedy's result: all properties, or why there are none. */
export interface Remediation {
  readonly policy: string;
  readonly properties: Record<string, JavaScriptValue> | undefined;
  readonly diagnostic: string;
}

export interface PolicyConfiguration {
  readonly level: EnforcementLevel;
  readonly settings?: Readonly<Record<string, unknown>>;
}

type Handler = (call: { request: unknown }, callback: (error: Error | null, response?: unknown) => void) => unknown;
type Handlers = Record<
  "analyze" | "analyzeStack" | "remediate" | "configure" | "configureStack" | "getAnalyzerInfo",
  Handler
>;

/** What `@pulumi/policy/server` exports to the SDK itself; version 1.21 is pinned for it. */
interface PolicyServer {
  serve(name: string, version: string, level: EnforcementLevel, args: { policies: Policies }): void;
}

/** The policies that the SDK serves to this test file. */
const served: Policies = [];
const handlers = capturedHandlers();

/** The SDK's own functions, taken from the server that it would start, with no network between. */
function capturedHandlers(): Handlers {
  let captured: Handlers | undefined;
  const add = jest.spyOn(grpc.Server.prototype, "addService").mockImplementation((_service, implementation) => {
    captured = implementation as Handlers;
  });
  const bind = jest.spyOn(grpc.Server.prototype, "bindAsync").mockImplementation(() => undefined);
  jest.requireActual<PolicyServer>("@pulumi/policy/server").serve("pack", "1.0.0", "mandatory", { policies: served });
  add.mockRestore();
  bind.mockRestore();
  if (captured === undefined) throw new Error("the SDK's server has registered no functions");
  return captured;
}

function call<Response>(name: keyof Handlers, request: unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    void handlers[name]({ request }, (error, response) => {
      if (error === null || response !== undefined) resolve(response as Response);
      else reject(error);
    });
  });
}

/** Serves policies under a configuration, and the stack's tags, as the engine does at the start of a run. */
export async function start(
  policies: Policies,
  configuration: Readonly<Record<string, PolicyConfiguration>>,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  served.splice(0, served.length, ...policies);
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [policy, { level, settings }] of Object.entries(configuration)) {
    const properties = Struct.fromJavaScript(settings as Record<string, JavaScriptValue>);
    request
      .getPolicyconfigMap()
      .set(policy, new analyzer.PolicyConfig().setEnforcementlevel(LEVELS[level]).setProperties(properties));
  }
  await call("configure", request);
  const stack = new analyzer.AnalyzerStackConfigureRequest();
  for (const [name, value] of Object.entries(tags)) stack.getTagsMap().set(name, value);
  await call("configureStack", stack);
}

export async function analyze(request: analyzer.AnalyzeRequest): Promise<Diagnostic[]> {
  return diagnostics(await call("analyze", request));
}

export async function analyzeStack(resources: readonly analyzer.AnalyzerResource[]): Promise<Diagnostic[]> {
  return diagnostics(await call("analyzeStack", new analyzer.AnalyzeStackRequest().setResourcesList([...resources])));
}

export async function remediate(request: analyzer.AnalyzeRequest): Promise<Remediation[]> {
  const response = await call<analyzer.RemediateResponse>("remediate", request);
  return response.getRemediationsList().map((remediation) => ({
    policy: remediation.getPolicyname(),
    properties: remediation.getProperties()?.toJavaScript(),
    diagnostic: remediation.getDiagnostic(),
  }));
}

/** The SDK's description of the pack for the engine. */
export async function information(policies: Policies): Promise<analyzer.AnalyzerInfo.AsObject> {
  served.splice(0, served.length, ...policies);
  const response = await call<analyzer.AnalyzerInfo>("getAnalyzerInfo", undefined);
  return response.toObject();
}

const LEVELS: Record<EnforcementLevel, analyzer.EnforcementLevel> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
};

function diagnostics(response: analyzer.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: levelOf(diagnostic.getEnforcementlevel()),
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn(),
  }));
}

function levelOf(level: analyzer.EnforcementLevel): EnforcementLevel {
  return level === analyzer.EnforcementLevel.ADVISORY ? "advisory" : "mandatory";
}
