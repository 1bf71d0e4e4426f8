import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { acquireLock, type Lock } from "../tools/lock/lock.cjs";
import { UserError } from "../tools/shared/user-error";
import { controlServer } from "./control/control-server";
import { removeEndpoint, writeEndpoint } from "./control/endpoint";
import { Leases } from "./control/leases";
import { FaultQueue } from "./faults/fault-queue";
import { Cloud } from "./cloud/cloud";
import { Configurations } from "./provider/configurations";
import { Engines } from "./provider/engines";
import { ProviderService } from "./provider/provider-service";
import { ProviderSets } from "./provider/provider-sets";
import { Live } from "./live/live";
import { seed, SEED_RECORDS } from "./seed";
import { SEEDED_ACCOUNT, type SeededAccount } from "./seed/account";
import { SERVICES } from "./services";
import { CloudState } from "./state/cloud-state";

/** Longer than a server takes to end, on a busy machine too. */
const PATIENCE_MILLISECONDS = 120_000;

/**
 * Runs the local cloud of a directory until its last lease ends; resolves once it can be used.
 * @param account what it holds from the start
 */
export async function serve(directory: string, account: SeededAccount = SEEDED_ACCOUNT): Promise<void> {
  const lock = await soleServer(directory);
  const state = CloudState.open(join(directory, "state"));
  seed(state, account);
  const cloud = new Cloud(state, [...SERVICES, SEED_RECORDS]);
  const faults = FaultQueue.open(join(directory, "faults"), crash);
  const live = new Live(cloud, directory, (message) => process.stderr.write(`${message}\n`));
  const [configurations, engines] = [new Configurations(state.accountId), new Engines()];
  const sets = new ProviderSets(
    (letThrough) => new ProviderService(cloud, configurations, faults, engines, live, letThrough).handlers(),
    cloud,
  );
  const providers = await sets.serve();

  const stop = async (): Promise<void> => {
    removeEndpoint(directory);
    sets.endAll();
    await live.close();
    state.close();
    await lock.release();
    process.exit(0);
  };
  const leases = new Leases(() => void stop());
  live.onRequest = () => {
    leases.used();
  };
  process.on("SIGTERM", () => {
    leases.end();
  });

  const port = await listen(controlServer({ cloud, faults, leases, live, providers, sets }));
  writeEndpoint(directory, { pid: process.pid, controlUrl: `http://127.0.0.1:${port}`, providers });
}

/** Waits for a server that ends: a journal has one writer. */
function soleServer(directory: string): Promise<Lock> {
  return acquireLock(join(directory, "serving"), {
    pollMilliseconds: 20,
    onWait: ({ pid }, waitedMilliseconds) => {
      if (waitedMilliseconds < PATIENCE_MILLISECONDS) return;
      throw new UserError(`process ${pid} holds it, but doesn't answer`, `End that process: kill -9 ${pid}`);
    },
  });
}

/** Ends the process as a power cut would, without any clean-up. */
function crash(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("the process outlived SIGKILL");
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
