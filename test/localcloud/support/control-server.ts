import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { controlServer } from "../../../localcloud/control/control-server";
import { Leases } from "../../../localcloud/control/leases";
import { Live } from "../../../localcloud/live/live";
import { FaultQueue } from "../../../localcloud/faults/fault-queue";
import type { Cloud } from "../../../localcloud/cloud/cloud";
import { Configurations } from "../../../localcloud/provider/configurations";
import { Engines } from "../../../localcloud/provider/engines";
import { ProviderService } from "../../../localcloud/provider/provider-service";
import { ProviderSets } from "../../../localcloud/provider/provider-sets";
import { temporaryDirectory } from "../../support/temporary-directory";

/** A control server within the test's process. */
export interface ServedControl {
  readonly url: string;
  readonly faults: FaultQueue;
  readonly leases: Leases;
  /** Called when the last lease ended. */
  readonly onEnd: jest.Mock;
}

const servers: Server[] = [];
const allLeases: Leases[] = [];
const lives: Live[] = [];
const allSets: ProviderSets[] = [];

afterEach(async () => {
  await Promise.all(lives.splice(0).map((live) => live.close()));
  for (const leases of allLeases.splice(0)) leases.end();
  for (const sets of allSets.splice(0)) sets.endAll();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Serves the control of a cloud until the end of the test. */
export async function servedControl(cloud: Cloud, providers = "aws:1"): Promise<ServedControl> {
  const faults = FaultQueue.open(temporaryDirectory(), () => {
    throw new Error("crashed");
  });
  const onEnd = jest.fn();
  const leases = new Leases(onEnd);
  const live = new Live(cloud, temporaryDirectory(), () => undefined);
  const [configurations, engines] = [new Configurations(cloud.state.accountId), new Engines()];
  const sets = new ProviderSets(
    (letThrough) => new ProviderService(cloud, configurations, faults, engines, undefined, letThrough).handlers(),
    cloud,
  );
  allSets.push(sets);
  const server = controlServer({ cloud, faults, leases, live, providers, sets });
  servers.push(server);
  lives.push(live);
  allLeases.push(leases);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, faults, leases, onEnd };
}
