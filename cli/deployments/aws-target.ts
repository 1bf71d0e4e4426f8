import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { needsApproval } from "../../automation/approvals";
import { awsClients, type AwsClients } from "../../automation/aws/clients";
import { machineClock } from "../../automation/clock";
import type { AutomationContext, ProbeAnswer } from "../../automation/context";
import { backendFiles } from "../../automation/engine/backend-files";
import { programOfCommit } from "../../automation/rollback/program-of-commit";
import { PulumiEngine } from "../../automation/engine/pulumi-engine";
import { messageOf } from "../../automation/shared/message-of";
import { ensureEngine } from "../../tools/engine";
import { execute } from "../../tools/engine/execute";
import { replaceFile } from "../../tools/shared/files";
import { localPaths } from "../local/paths";
import { kindOf, policyPackOf } from "../local/policy-pack";
import { LocalProject } from "../local/project";
import { auditBucketIn } from "./audit-bucket";
import { awsEnvironmentSettings } from "./aws-settings";
import { keptHere, keptInBucket } from "./kept-in";
import { requesterHere } from "./requester";
import { sourceOf } from "./source";
import { THIS_WORKER, type TargetArgs } from "./target-options";

/** How long a health endpoint may take to answer. */
const PROBE_MILLISECONDS = 15_000;

/** Opens an environment on AWS, with Pulumi's backend and the AWS credentials of this shell. */
export async function inAws<T>(
  args: TargetArgs & { readonly signal: AbortSignal },
  use: (context: AutomationContext) => Promise<T>,
): Promise<T> {
  const { root, environment, report, emit, signal } = args;
  const { file, project, region } = awsEnvironmentSettings(root, environment);
  const bucket = auditBucketIn(process.env);
  const { directory: engineDirectory } = await ensureEngine({ root, report });
  const aws = awsClients({ region });
  const policies = policyPackOf(root, environment);
  const kind = kindOf(root, environment) ?? "production";
  const backend = backendFiles(await backendUrl(join(engineDirectory, "pulumi"), root), () => aws.s3);
  const engineIn = (directory: string) =>
    PulumiEngine.open({
      ...{ directory, project, engineDirectory, backend },
      stack: environment,
      policyPacks: policies === undefined ? [] : [policies.pack],
      policyPackConfigurations: policies === undefined ? [] : [policies.configuration],
    });
  return use({
    environment,
    kind,
    engine: await engineIn(root),
    programOf: (commit) => programOfCommit(commit, { root, engineIn }),
    ...(bucket === undefined ? keptHere(root, true) : keptInBucket(environment, bucket, aws.s3)),
    sharingEnvironments: LocalProject.environments(localPaths(root)).stacks(),
    configurationFile: {
      name: `Pulumi.${environment}.yaml`,
      read: () => readFileSync(file, "utf8"),
      write: (text) => {
        replaceFile(file, text);
      },
    },
    aws,
    probe,
    source: () => sourceOf(root),
    requester: { ...requesterHere(), who: await callerOf(aws) },
    needsApproval: (deployment) => needsApproval(kind, deployment),
    worker: THIS_WORKER,
    clock: machineClock(),
    emit,
    signal,
  });
}

/** Who the AWS credentials of this shell are, as AWS says. */
export async function awsIdentity(root: string, environment: string): Promise<string> {
  const { region } = awsEnvironmentSettings(root, environment);
  return callerOf(awsClients({ region }));
}

async function backendUrl(pulumi: string, directory: string): Promise<string> {
  const printed = await execute(pulumi, ["whoami", "--json"], { directory });
  return (JSON.parse(printed) as { readonly url?: string }).url ?? "";
}

async function callerOf({ sts }: AwsClients): Promise<string> {
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  return Arn ?? "unknown";
}

async function probe(url: string, signal?: AbortSignal): Promise<ProbeAnswer> {
  const limit = AbortSignal.timeout(PROBE_MILLISECONDS);
  try {
    const { status, body } = await fetch(url, {
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    await body?.cancel();
    return { status };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
