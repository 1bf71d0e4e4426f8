import { devNull } from "node:os";
import { delimiter, join } from "node:path";
import type { LocalPaths } from "./paths";

/** Variables with which the user's shell reaches a real cloud or a real Pulumi backend. No local run may see them. */
const FOREIGN = /^(AWS_|PULUMI_|DOCKER_HOST$)/;

/** Variables of Pulumi that say how a language host runs a program, and lead nowhere. */
const OF_HOSTS = [
  "PULUMI_NODEJS_TRANSPILE_ONLY",
  "PULUMI_NODEJS_TYPESCRIPT_PATH",
  "PULUMI_NODEJS_TSNODE_PATH",
  "PULUMI_NODEJS_TSCONFIG_PATH",
  "PULUMI_PYTHON_CMD",
];

export interface LocalRun {
  readonly paths: LocalPaths;
  /** Folder of the `pulumi` executable. */
  readonly engineDirectory: string;
  /** Which providers the local cloud serves, and where. */
  readonly providers: string;
  /** Where AWS's APIs are answered. @default nowhere */
  readonly apis?: { readonly url: string; readonly region: string };
  /** Folder in which `pulumi` finds its project. @default the one in which it is called */
  readonly project?: string;
  /** Folder of a `pulumi` that comes before the engine's own on `PATH`. @default none */
  readonly shim?: string;
}

/**
 * The environment variables that lead every command to the local cloud, its state and this project, and to nothing
 * else.
 */
export function localEnvironment(run: LocalRun, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inheritable = Object.entries(inherited).filter(([name]) => isHarmless(name));
  return {
    ...Object.fromEntries(inheritable),
    PATH: [run.shim, run.engineDirectory, inherited.PATH].filter(Boolean).join(delimiter),
    // The file backend writes metadata files beside the states, and not atomically. A killed engine could leave an
    // empty one, which makes the state unreadable (gocloud.dev/blob/fileblob, "metadata").
    PULUMI_BACKEND_URL: `file://${run.paths.state}?metadata=skip`,
    PULUMI_HOME: run.paths.home,
    PULUMI_CONFIG_PASSPHRASE_FILE: run.paths.passphrase,
    // Pulumi reads the salt of the passphrase from the stack's state, so that no tracked file has to hold it.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    ...(run.project !== undefined && { PULUMI_OPTION_CWD: run.project }),
    PULUMI_DEBUG_PROVIDERS: run.providers,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Otherwise each command first tries to download the AWS plugin, which the local cloud replaces.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...awsEnvironment(run.apis),
  };
}

/**
 * The same for a program that inherits this process's variables: those of a real cloud are undefined, which hides
 * them.
 */
export function hidingForeign(environment: NodeJS.ProcessEnv, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = Object.keys(inherited).filter((name) => !isHarmless(name));
  return { ...Object.fromEntries(foreign.map((name) => [name, undefined])), ...environment };
}

function isHarmless(name: string): boolean {
  return !FOREIGN.test(name) || OF_HOSTS.includes(name);
}

/** Has AWS's SDKs and command line reach the local cloud, or else find no credentials at all. */
function awsEnvironment(apis: LocalRun["apis"]): NodeJS.ProcessEnv {
  const alone = {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  if (apis === undefined) return alone;
  const { url, region } = apis;
  return {
    ...alone,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

/** Adds the preload that spares the SDK's hosts what our programs and our pack don't need. */
export function withPreload(root: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const preload = JSON.stringify(join(root, "tools", "program", "preload.cjs")); // Node parses NODE_OPTIONS with quotes and backslashes like JSON's
  return { ...environment, NODE_OPTIONS: [environment.NODE_OPTIONS, `--require ${preload}`].filter(Boolean).join(" ") };
}
