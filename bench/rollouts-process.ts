import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Rollout, serviceRolledOut, shop, version } from "../test/localcloud/live/support/shop";
import { StartedCloud } from "../test/localcloud/live/support/started";

/**
 * Runs a service of two tasks behind a load balancer, as the local cloud does: programs, controllers and data plane. It
 * says its URL on standard output, and then a line for each new version that it has rolled out.
 */
export async function run(rollout: Rollout): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-bench-"));
  const cloud = await StartedCloud.start(directory, ...shop());
  process.on("SIGTERM", () => {
    void cloud.close().then(() => {
      rmSync(directory, { recursive: true, force: true });
      process.exit(0);
    });
  });
  await deploy(cloud, rollout, 1);
  process.stdout.write(`${JSON.stringify(cloud.url)}\n`);
  for (let revision = 2; ; revision += 1) {
    if (await deploy(cloud, rollout, revision)) process.stdout.write(`version ${revision}\n`);
  }
}

/** Whether it was done in the provider's time. A busy machine may be too slow; the next version follows then, too. */
async function deploy(cloud: StartedCloud, rollout: Rollout, revision: number): Promise<boolean> {
  return (await cloud.deploy(serviceRolledOut(rollout, revision), version(revision))) === undefined;
}
