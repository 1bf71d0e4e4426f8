import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Endings } from "../test/examples/enterprise/servers/endings";
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

/**
 * Starts instances of the sample product; what was started before something fails is ended.
 * @param asked aborted once the start is no longer wanted.
 */
export async function startProduct(
  count: number,
  report: (line: string) => void,
  asked: AbortSignal,
): Promise<LocalProduct> {
  const endings = new Endings();
  return endings.orEnd(async () => {
    const stage = await availableStage(report, asked);
    if (stage !== undefined) endings.add(stage.end);
    const folder = mkdtempSync(join(tmpdir(), "proofpix-monitor-"));
    endings.add(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    asked.throwIfAborted();
    buildProduct(folder, ["server"]);
    const environment = stage?.environment ?? { PORT: "0" };
    const instances = Array.from({ length: count }, () => new ProductProcess(folder, "server", environment));
    endings.add(() => Promise.all(instances.map((one) => one.stop())));
    const addresses = await Promise.all(instances.map(async (one) => new URL(await one.url()).host));
    return { instances, addresses, stage, stop: () => endings.run() };
  });
}

async function availableStage(report: (line: string) => void, asked: AbortSignal): Promise<Stage | undefined> {
  try {
    return await setStage({ replicas: 0 });
  } catch (error) {
    // Ctrl-C ends the servers, too: that they lack is no news then.
    asked.throwIfAborted();
    report(`The product runs without data stores: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
