import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awsClients } from "../../automation/aws/clients";
import { machineClock } from "../../automation/clock";
import type { AutomationContext } from "../../automation/context";
import { backendFiles } from "../../automation/engine/backend-files";
import type { Engine } from "../../automation/engine/engine";
import { PulumiEngine } from "../../automation/engine/pulumi-engine";
import type { DeploymentEvent } from "../../automation/model/event";
import { ask } from "../../cli/live/ask";
import { localAddress } from "../../cli/live/local-address";
import { localEnvironment, withPreload } from "../../cli/local/environment";
import { apiAccess, liveStatus, startLive } from "../../localcloud/control-client";
import { ensureEngine } from "../../tools/engine";
import { projectRoot } from "../../tools/shared/project-root";
import { fakeContext } from "../automation/support/context";
import type { Rehearsal } from "./rehearsal";

const ROOT = projectRoot(__dirname);
const PROJECT = "proofpix";
/** Region of the committed environments. */
const REGION = "eu-west-1";

/** The automation on a stack of a rehearsal. */
export interface RehearsedAutomation extends AutomationContext {
  readonly events: DeploymentEvent[];
  /** The engine on the project of another folder. */
  readonly engineIn: (directory: string) => Promise<Engine>;
}

/** The automation with the real engine on a rehearsal, whose services run so many times as fast as in real time. */
export async function rehearsedAutomation(
  rehearsal: Rehearsal,
  stack: string,
  speed: number,
): Promise<RehearsedAutomation> {
  const { controlUrl, providers } = await rehearsal.cloud();
  await startLive(controlUrl, speed);
  const apis = await apiAccess(controlUrl);
  const { paths } = rehearsal;
  const { directory: engineDirectory } = await ensureEngine({ root: ROOT, report: () => undefined });
  const inherited = localEnvironment({ paths, engineDirectory, providers, project: paths.project, apis }, process.env);
  const aws = awsClients({
    region: REGION,
    endpoint: apis.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const engineIn = (directory: string) =>
    PulumiEngine.open({
      ...{ directory, engineDirectory, stack, project: PROJECT },
      environment: { ...withPreload(ROOT, inherited), PULUMI_OPTION_CWD: directory },
      backend: backendFiles(`file://${paths.state}`, () => aws.s3),
    });
  const file = join(paths.project, `Pulumi.${stack}.yaml`);
  const events: DeploymentEvent[] = [];
  const fakes = fakeContext();
  return {
    ...fakes,
    environment: stack,
    kind: "development",
    engine: await engineIn(paths.project),
    configurationFile: {
      name: `Pulumi.${stack}.yaml`,
      read: () => readFileSync(file, "utf8"),
      write: (text) => {
        writeFileSync(file, text);
      },
    },
    aws,
    probe: async (url) => {
      const address = localAddress(url, await liveStatus(controlUrl));
      if (address === undefined) return { problem: "no listener serves it on this machine" };
      const { status, problem } = await ask(address);
      return status === undefined ? { problem } : { status };
    },
    clock: machineClock(speed),
    engineIn,
    events,
    emit: (event) => events.push(event),
  };
}
