import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { type Checkout, makeCheckout } from "../../bench/checkout";
import type { DeploymentRecord } from "../../automation/model/deployment";
import { keptHere } from "../../cli/deployments/kept-in";
import { localPaths } from "../../cli/local/paths";
import { stopRunningCloud } from "../../localcloud/client";
import { injectFault } from "../../localcloud/control-client";
import { digestOf } from "../../localcloud/services/registry/images";
import { readEndpoint } from "../../localcloud/control/endpoint";
import { projectRoot } from "../../tools/shared/project-root";
import { Requests } from "./requests";

const ROOT = projectRoot(__dirname);
const PROGRAMS = join(ROOT, "test", "lifecycle", "programs", "main.cjs");
const PRELOADS = ["die-at.cjs", "later.cjs"].map((file) => `--require ${JSON.stringify(join(__dirname, file))}`);

/** As fast as programs start and answer in time on a busy machine. */
const SPEED = 30;

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** An image that the registry holds, by its digest. */
export function image(tag: "1.0.0" | "1.0.1" | "1.1.0" | "1.2.0-broken"): string {
  const repository = "registry.proofpix.com/proofpix/enterprise";
  return `${repository}@${digestOf(`${repository}:${tag}`)}`;
}

/**
 * A checkout whose environment is a small service (`test/lifecycle/programs/service.ts`), which commands deploy as people
 * run them; what is deployed runs on between them.
 */
export class DeployedShop {
  private constructor(
    private readonly checkout: Checkout,
    readonly environment: string,
  ) {}

  /**
   * Makes the checkout and deploys it.
   * @param environment by whose name the automation knows of which kind it is.
   */
  static async begin(environment: string): Promise<DeployedShop> {
    const checkout = await makeCheckout(ROOT);
    const shop = new DeployedShop(checkout, environment);
    try {
      await shop.deployFirst();
      return shop;
    } catch (error) {
      await shop.end();
      throw error;
    }
  }

  private async deployFirst(): Promise<void> {
    const { root } = this.checkout;
    rmSync(join(root, "policies", "configuration"), { recursive: true }); // the program is none that they judge
    writeFileSync(
      join(root, "stacks", "main.js"),
      `module.exports = require(${JSON.stringify(PROGRAMS)})("service");\n`,
    );
    mkdirSync(join(root, "signs"));
    const values = { image: image("1.0.0"), region: "us-east-1", signs: join(root, "signs") };
    const lines = Object.entries(values).map(([key, value]) => `  proofpix:${key}: ${value}`);
    writeFileSync(this.configurationFile, ["config:", "  aws:region: us-east-1", ...lines, ""].join("\n"));
    await this.succeed("deploy");
  }

  async end(): Promise<void> {
    await stopRunningCloud(this.paths.cloud);
    rmSync(this.checkout.root, { recursive: true, force: true });
  }

  get paths(): ReturnType<typeof localPaths> {
    return localPaths(this.checkout.root);
  }

  get configurationFile(): string {
    return join(this.checkout.root, `Pulumi.${this.environment}.yaml`);
  }

  get configuration(): string {
    return readFileSync(this.configurationFile, "utf8");
  }

  /** The folder of records, approvals and the audit trail. */
  get kept(): string {
    return join(this.paths.local, "deployments");
  }

  /** Records, newest first. */
  async records(): Promise<readonly DeploymentRecord[]> {
    return (await keptHere(this.checkout.root, false).store.list(this.environment)).records;
  }

  /** Has the next operation on a resource go wrong. */
  async fault(operation: string, type: string, how: string): Promise<void> {
    await injectFault(this.controlUrl, { operation, type, how });
  }

  /** Writes a key of the configuration file, for the next deployment. */
  configure(key: string, value: string | boolean): void {
    const file = parseDocument(this.configuration);
    file.setIn(["config", `proofpix:${key}`], value);
    writeFileSync(this.configurationFile, file.toString({ lineWidth: 0 }));
  }

  /** Has the tasks of an image behave badly: `sick`, `slow` or `unmigratable`. */
  sign(name: "sick" | "slow" | "unmigratable", of: string): void {
    writeFileSync(join(this.checkout.root, "signs", name), of);
  }

  /** Starts a command on the environment. */
  start(command: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
    const subject = command === "audit" ? [] : [this.environment]; // the trail is that of all environments
    const speed = ["deploy", "rollback"].includes(command) ? ["--speed", String(SPEED)] : [];
    return this.checkout.start(command, [...subject, ...args, ...speed], {
      ...{ LOCALCLOUD_RUN: "", CI: "", NODE_OPTIONS: PRELOADS.join(" ") },
      ...environment,
    });
  }

  async run(command = "", ...args: readonly string[]): Promise<Ended> {
    return this.start(command, args).outcome;
  }

  async succeed(command: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(command, ...args);
    if (code !== 0) throw new Error(`npm run ${command} ended with ${String(code)}:\n${output}`);
    return output;
  }

  /**
   * Runs a command that is killed as soon as it says something.
   * @param isAlone whether its engine lives on; otherwise all dies at once, as in a power cut.
   */
  async killedAt(said: RegExp, [command = "", ...args]: readonly string[], { isAlone = false } = {}): Promise<string> {
    const { code, output } = await this.start(command, args, {
      DIE_AT: said.source,
      ...(isAlone && { DIE_ALONE: "yes" }),
    }).outcome;
    if (code !== null && !isAlone) throw new Error(`it wasn't killed:\n${output}`);
    return output;
  }

  /** Waits until a command that was started says something. */
  async until({ child, outcome }: ReturnType<DeployedShop["start"]>, said: RegExp): Promise<void> {
    let output = "";
    const heard = new Promise<void>((resolve) => {
      child.stderr?.on("data", (text: Buffer) => {
        output += text.toString();
        if (said.test(output)) resolve();
      });
    });
    const ended = outcome.then(({ output: all }) => {
      if (!said.test(all)) throw new Error(`it ended before it said ${String(said)}:\n${all}`);
    });
    await Promise.race([heard, ended]);
  }

  /** Sends requests to the service until they are stopped. */
  async requests(): Promise<Requests> {
    return Requests.begin(this.controlUrl);
  }

  private get controlUrl(): string {
    const endpoint = readEndpoint(this.paths.cloud);
    if (endpoint === undefined) throw new Error("the local cloud doesn't run");
    return endpoint.controlUrl;
  }
}
