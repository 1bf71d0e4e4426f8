import { ListClustersCommand } from "@aws-sdk/client-ecs";
import { awsClients } from "../../../automation/aws/clients";
import { acquireLocalCloud, type LocalCloudLease } from "../../../localcloud/client";
import { apiAccess, befall, clearFaults, startLive } from "../../../localcloud/control-client";
import { temporaryDirectory } from "../../support/temporary-directory";

const REQUESTS = 10;
const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };

/** The clients of deployments while AWS refuses each second request: the local cloud's `throttle-api`. */
describe("requests that AWS throttles", () => {
  let lease: LocalCloudLease;

  beforeEach(async () => {
    lease = await acquireLocalCloud(temporaryDirectory());
    await startLive(lease.controlUrl, 1);
  });

  afterEach(() => lease.release());

  /** How often each request was sent, and how long all of them waited before they were sent again. */
  async function asked(): Promise<{ readonly attempts: number[]; readonly waitedMilliseconds: number }> {
    const { url, region } = await apiAccess(lease.controlUrl);
    const { ecs } = awsClients({ region, endpoint: url, credentials: CREDENTIALS });
    const attempts: number[] = [];
    let waitedMilliseconds = 0;
    for (let request = 0; request < REQUESTS; request++) {
      const { $metadata } = await ecs.send(new ListClustersCommand({}));
      attempts.push($metadata.attempts ?? 0);
      waitedMilliseconds += $metadata.totalRetryDelay ?? 0;
    }
    ecs.destroy();
    return { attempts, waitedMilliseconds };
  }

  it("are sent again after a while, as often as they are refused, until they are answered", async () => {
    expect(await asked()).toEqual({ attempts: Array(REQUESTS).fill(1), waitedMilliseconds: 0 });
    await befall(lease.controlUrl, "throttle-api", "ecs");
    const { attempts, waitedMilliseconds } = await asked();
    await clearFaults(lease.controlUrl);

    expect(attempts.filter((times) => times > 1).length).toBeGreaterThanOrEqual(REQUESTS - 1);
    expect(Math.max(...attempts)).toBeLessThanOrEqual(2);
    expect(waitedMilliseconds).toBeGreaterThan(0);
  });
});
