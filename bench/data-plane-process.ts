import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { targetKey, type RunningTarget } from "../localcloud/behaviour/model/target";
import type { RunningChange } from "../localcloud/behaviour/model/running";
import type { RunningTask } from "../localcloud/behaviour/model/task";
import { RunningState } from "../localcloud/behaviour/world/running-state";
import { DataPlane } from "../localcloud/dataplane/data-plane";
import {
  certificate,
  forwardTo,
  listener,
  loadBalancer,
  Resources,
  rule,
  subnet,
  targetGroup,
} from "../test/localcloud/dataplane/support/resources";

/** What the process says once it can be measured. */
export interface Ports {
  readonly http: number;
  readonly https: number;
}

const DOMAIN = "shop.example.com";
const BALANCER = loadBalancer({ accessLogs: { enabled: true, bucket: "logs" } });
const CERTIFICATE = certificate(DOMAIN);
const GROUPS = [targetGroup("blue"), targetGroup("green")] as const;
const HTTP = listener(BALANCER);
const HTTPS = listener(BALANCER, { port: 443, protocol: "HTTPS", certificateArn: CERTIFICATE.id });

/** Rules that lead to one of the groups, as those of blue/green deployments do. */
const RULES = [HTTP, HTTPS].map((of) =>
  rule(of, 1, {
    actions: [
      forwardTo(
        GROUPS.map((group, index) => [group, index === 0 ? 100 : 0] as const),
        1,
      ),
    ],
  }),
);

/**
 * Runs a data plane as the local cloud does: in a process of its own, with two target groups, access logs and
 * stickiness to groups. It says its ports on standard output.
 *
 * @param targetPort where the target answers
 */
export async function run(targetPort: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-bench-"));
  const cloud = new Resources(subnet(), BALANCER, CERTIFICATE, ...GROUPS, HTTP, HTTPS, ...RULES);
  const running = new RunningState();
  const dataPlane = new DataPlane({ cloud, running, now: () => Date.now(), observe: () => undefined, directory });
  running.apply(healthyTarget(targetPort));
  dataPlane.refresh();
  await dataPlane.ready();
  const [http = 0, https = 0] = dataPlane.addresses().map(({ localPort }) => localPort);
  process.on("SIGTERM", () => {
    rmSync(directory, { recursive: true, force: true });
    process.exit(0);
  });
  process.stdout.write(`${JSON.stringify({ http, https } satisfies Ports)}\n`);
}

/** What answers at a port, as a healthy target of the first group. */
function healthyTarget(port: number): RunningChange[] {
  const task = { arn: "task-1", addresses: [{ container: "app", containerPort: 8080, host: "127.0.0.1", port }] };
  const target: RunningTarget = {
    targetGroupArn: GROUPS[0].id,
    targetId: "10.0.0.1",
    port: 8080,
    availabilityZone: "eu-west-1a",
    taskArn: task.arn,
    state: "healthy",
    registeredAt: 0,
  };
  return [
    { kind: "task", id: task.arn, value: task as unknown as RunningTask },
    { kind: "target", id: targetKey(target), value: target },
  ];
}
