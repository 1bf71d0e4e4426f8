import { delimiter } from "node:path";
import type { LocalPaths } from "./paths";

/** Settings of a user's real cloud and real Pulumi, none of which may reach a local run. */
const FOREIGN = /^(AWS_|PULUMI_|DOCKER_HOST$)/;

export interface LocalRun {
  readonly paths: LocalPaths;
  /** Folder of the `pulumi` executable. */
  readonly engineDirectory: string;
  /** Which providers the local cloud serves, and where. */
  readonly providers: string;
  /** Folder in which `pulumi` finds its project. */
  readonly project: string;
}

/** The environment in which every command meets the local cloud, its state and this project, and nothing else. */
export function localEnvironment(run: LocalRun, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [run.engineDirectory, inherited.PATH].filter(Boolean).join(delimiter),
    // Without side files of metadata: they are not written atomically, and one that a killed engine left empty would make
    // the state unreadable (gocloud.dev/blob/fileblob, "metadata").
    PULUMI_BACKEND_URL: `file://${run.paths.state}?metadata=skip`,
    PULUMI_HOME: run.paths.home,
    PULUMI_CONFIG_PASSPHRASE_FILE: run.paths.passphrase,
    // The salt of the passphrase is found in the stack's state, so that no tracked file has to hold it.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    PULUMI_OPTION_CWD: run.project,
    PULUMI_DEBUG_PROVIDERS: run.providers,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Without it each command first tries to download the AWS plugin, which the local cloud stands in for.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
