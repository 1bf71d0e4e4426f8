import type * as pulumi from "@pulumi/pulumi";
import { deploy as deployForUsers, refusals as refusalsForUsers, type Registered } from "../../components/testing";
import { type Calls, echoing, type Outputs } from "../../components/testing/echo";
import { withoutDiagnostics } from "./without-diagnostics";

export type { Registered } from "../../components/testing";

export interface DeployOptions {
  /** An unstubbed call is an error, not an echo. */
  readonly calls?: Calls;
  /** Outputs that AWS would compute, by type token; merged over the inputs. */
  readonly outputs?: Outputs;
  /** Answers everything, in place of echoes and stubs. */
  readonly mocks?: pulumi.runtime.Mocks;
}

/** Runs `program` against mocks and returns every resource it registered, once no registration is pending. */
export function deploy(program: () => unknown, options: DeployOptions = {}): Promise<Registered[]> {
  return withoutDiagnostics(async () => [...(await deployForUsers(program, mocksOf(options)))]);
}

/** The problems with which a component refused its arguments, as `path: reason` lines. */
export function refusals(program: () => unknown, options: DeployOptions = {}): Promise<string[]> {
  return withoutDiagnostics(async () => [...(await refusalsForUsers(program, mocksOf(options)))]);
}

/** Resources of their inputs alone, so that a test says itself what else AWS would compute. */
function mocksOf({ calls = {}, outputs = {}, mocks }: DeployOptions): pulumi.runtime.Mocks {
  return mocks ?? echoing({ calls, outputs, arn: ({ name }) => `arn:mock:${name}` });
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
