import { needsApproval } from "../../automation/approvals";
import { programOfCommit } from "../../automation/rollback/program-of-commit";
import { awsClients } from "../../automation/aws/clients";
import { machineClock } from "../../automation/clock";
import type { AutomationContext, ProbeAnswer } from "../../automation/context";
import { backendFiles } from "../../automation/engine/backend-files";
import { PulumiEngine } from "../../automation/engine/pulumi-engine";
import { apiAccess, liveStatus, stayWithoutUse } from "../../localcloud/control-client";
import { UserError } from "../../tools/shared/user-error";
import { environmentArguments } from "../environment-arguments";
import { ask } from "../live/ask";
import { localAddress } from "../live/local-address";
import { absentStores, IDLE_MINUTES, run } from "../live/running";
import { localPaths } from "../local/paths";
import { kindOf, policyPackOf } from "../local/policy-pack";
import { LocalProject } from "../local/project";
import { LocalSession } from "../local/session";
import { configuredRegion } from "../../automation/configuration/configured-region";
import { keptHere } from "./kept-in";
import { requesterHere } from "./requester";
import { sourceOf } from "./source";
import { THIS_WORKER, type TargetArgs } from "./target-options";

/** Opens an environment in the local cloud, where what is deployed runs. */
export function inRehearsal<T>(
  args: TargetArgs & { readonly signal: AbortSignal },
  use: (context: AutomationContext) => Promise<T>,
): Promise<T> {
  const { root, environment, report, target } = args;
  const { projectOf } = environmentArguments([environment], localPaths(root));
  return LocalSession.during(localPaths(root), projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    if (ready !== 0) throw new UserError(`the stack ${environment} can't be opened`, "See what the engine said above.");
    if (target.live.runs) await run(session.controlUrl, target.live, report);
    const result = await use(await contextOf(args, session));
    if (target.live.runs && !target.live.once) await stayWithoutUse(session.controlUrl, IDLE_MINUTES * 60_000);
    return result;
  });
}

async function contextOf(
  { root, environment, emit, signal, target }: TargetArgs & { readonly signal: AbortSignal },
  session: LocalSession,
): Promise<AutomationContext> {
  const apis = await apiAccess(session.controlUrl);
  const { directory, engineDirectory, backend, environment: variables } = await session.engineSettings();
  const files = session.configurationFiles;
  const policies = policyPackOf(root, environment);
  const kind = kindOf(root, environment) ?? "production";
  const speed = target.live.runs ? (await liveStatus(session.controlUrl)).speed : undefined;
  const aws = awsClients({
    region: configuredRegion(files.read(environment), files.name) ?? apis.region, // nothing may be deployed yet
    endpoint: apis.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const engineIn = (folder: string) =>
    PulumiEngine.open({
      directory: folder,
      project: files.name,
      stack: environment,
      engineDirectory,
      environment: { ...variables, PULUMI_OPTION_CWD: folder },
      policyPacks: policies === undefined ? [] : [policies.pack],
      policyPackConfigurations: policies === undefined ? [] : [policies.configuration],
      engineText: (text) => files.engineText(environment, text),
      backend: backendFiles(`file://${backend}`, () => aws.s3),
    });
  return {
    environment,
    kind,
    engine: await engineIn(directory),
    programOf: (commit) => programOfCommit(commit, { root, engineIn }),
    ...keptHere(root, false),
    sharingEnvironments: LocalProject.environments(localPaths(root)).stacks(),
    configurationFile: {
      name: `Pulumi.${environment}.yaml`,
      read: () => files.read(environment),
      write: (text) => {
        files.write(environment, text);
      },
    },
    aws,
    probe: (url) => probe(url, session.controlUrl),
    isObserved: (serviceArn) => runsHere(serviceArn, session.controlUrl),
    source: () => sourceOf(root),
    requester: requesterHere(target.as),
    needsApproval: (deployment) => target.asksForApproval && needsApproval(kind, deployment),
    images: {
      reasonNotToScan: (reference) =>
        reference.includes(".dkr.ecr.") ? undefined : "a rehearsal scans what Amazon ECR holds, and no other registry",
    },
    worker: THIS_WORKER,
    clock: machineClock(speed),
    emit,
    signal,
  };
}

/** Asks a URL where it is reached on this machine. */
async function probe(url: string, controlUrl: string): Promise<ProbeAnswer> {
  const live = await liveStatus(controlUrl);
  const address = localAddress(url, live);
  if (address === undefined) return { problem: "no listener serves it on this machine" };
  const { status, problem } = await ask(address);
  const absent = absentStores(live).map(({ resource }) => resource);
  const excuse = absent.length === 0 ? {} : { excuse: `not on this machine: ${absent.join(", ")}` };
  return { ...(status === undefined ? { problem } : { status }), ...excuse };
}

/** Whether something on this machine runs a service's tasks. */
async function runsHere(serviceArn: string, controlUrl: string): Promise<boolean> {
  const { services } = await liveStatus(controlUrl);
  return services.find(({ arn }) => arn === serviceArn)?.notRun === undefined;
}
