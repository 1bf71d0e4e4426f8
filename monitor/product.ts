import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildProduct, ProductProcess } from "../test/examples/enterprise/servers/product";
import { setStage, type Stage } from "../test/examples/enterprise/servers/stage";

/** Instances of the sample product on this machine, with the servers that they use. */
export interface LocalProduct {
  readonly instances: readonly ProductProcess[];
  /** Host and port of each instance. */
  readonly addresses: readonly string[];
  /** Undefined where the servers can't be had: the product then runs without them. */
  readonly stage: Stage | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts instances of the sample product; what was started before something fails is ended. */
export async function startProduct(count: number, report: (line: string) => void): Promise<LocalProduct> {
  const stage = await availableStage(report);
  const folder = mkdtempSync(join(tmpdir(), "proofpix-monitor-"));
  const instances: ProductProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(instances.map((one) => one.stop()));
    await stage?.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    buildProduct(folder, ["server"]);
    const environment = stage?.environment ?? { PORT: "0" };
    for (let index = 0; index < count; index++) instances.push(new ProductProcess(folder, "server", environment));
    const addresses = await Promise.all(instances.map(async (one) => new URL(await one.url()).host));
    return { instances, addresses, stage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function availableStage(report: (line: string) => void): Promise<Stage | undefined> {
  try {
    return await setStage({ replicas: 0 });
  } catch (error) {
    report(`The product runs without data stores: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
