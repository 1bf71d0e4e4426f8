import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { acquireLock } from "../tools/lock";
import { constructHandlers } from "./awsx/construct-service";
import { controlServer } from "./control/control-server";
import { removeEndpoint, writeEndpoint } from "./control/endpoint";
import { Leases } from "./control/leases";
import { Faults } from "./faults/faults";
import { Cloud } from "./model/cloud";
import { Configurations } from "./provider/configurations";
import { ProviderService } from "./provider/provider-service";
import { serveProvider, type ServedProvider } from "./provider/serve";
import { seed } from "./seed";
import { FUNCTIONS, RESOURCE_TYPES } from "./services";
import { CloudState } from "./state/cloud-state";

/** Runs the local cloud of a directory until nobody needs it; resolves once it can be used. */
export async function serve(directory: string): Promise<void> {
  const lock = await acquireLock(join(directory, "serving")); // a journal has one writer
  const state = CloudState.open(join(directory, "state"));
  seed(state);
  const cloud = new Cloud(state, RESOURCE_TYPES, FUNCTIONS);
  const faults = Faults.open(join(directory, "faults"), crash);
  const served = await serveProviders(cloud, faults);
  const providers = served.map(({ packageName, port }) => `${packageName}:${port}`).join(",");

  const stop = async (): Promise<void> => {
    for (const provider of served) provider.stop();
    cloud.state.close();
    await lock.release();
    process.exit(0);
  };
  const leases = new Leases(() => void stop());
  process.on("SIGTERM", () => void stop());

  const port = await listen(controlServer({ cloud, faults, leases, providers: () => providers }));
  removeEndpoint(directory);
  writeEndpoint(directory, { pid: process.pid, controlUrl: `http://127.0.0.1:${port}`, providers });
}

/** Ends the process as a power cut would: nothing gets to tidy up. */
function crash(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("the process outlived SIGKILL");
}

function serveProviders(cloud: Cloud, faults: Faults): Promise<ServedProvider[]> {
  const configurations = new Configurations(cloud.state.accountId);
  const provider = new ProviderService(cloud, configurations, faults);
  return Promise.all([
    serveProvider("aws", provider.handlers()),
    serveProvider("docker", provider.handlers()),
    serveProvider("awsx", constructHandlers()),
  ]);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
