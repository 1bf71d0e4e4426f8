import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { targetKey, type RunningTarget } from "../localcloud/behaviour/model/target";
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

/** Milliseconds that a target stays after it was deregistered, longer than a request takes on a busy machine. */
const DEREGISTRATION_DELAY = 500;

/** The rules of both listeners, which lead to one of the groups, as those of blue/green deployments do. */
function rulesTo(active: number): ReturnType<typeof rule>[] {
  const weights = GROUPS.map((group, index) => [group, index === active ? 100 : 0] as const);
  return [HTTP, HTTPS].map((of) => rule(of, 1, { actions: [forwardTo(weights, 1)] }));
}

/**
 * Runs a data plane as the local cloud does: in a process of its own, with two target groups, access logs and
 * stickiness to groups. It says its ports on standard output.
 *
 * @param rollout milliseconds between rollouts to new targets; 0 for none, with the given target port alone
 */
export async function run(targetPort: number, rollout: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-bench-"));
  const resources = new Resources(subnet(), BALANCER, CERTIFICATE, ...GROUPS, HTTP, HTTPS, ...rulesTo(0));
  const running = new RunningState();
  const context = { cloud: resources, running, now: () => Date.now(), observe: () => undefined, directory };
  const dataPlane = new DataPlane(context);
  const targets = new Targets(running, () => {
    dataPlane.refresh();
  });
  await targets.register(0, targetPort);
  await dataPlane.ready();
  const [http = 0, https = 0] = dataPlane.addresses().map(({ localPort }) => localPort);
  process.on("SIGTERM", () => {
    rmSync(directory, { recursive: true, force: true });
    process.exit(0);
  });
  process.stdout.write(`${JSON.stringify({ http, https } satisfies Ports)}\n`);
  if (rollout > 0) await rollOut(targets, resources, rollout);
}

/** Shifts traffic from one group to the other again and again, each time to a new target. */
async function rollOut(targets: Targets, resources: Resources, pause: number): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    const former = targets.current;
    await targets.register(turn % 2, await targets.start());
    resources.put(...rulesTo(turn % 2));
    targets.changed();
    await sleep(pause);
    await targets.end(former);
    process.stdout.write("rollout\n");
  }
}

/** The targets of the process: one at a time serves. */
class Targets {
  current = "";
  private readonly servers = new Map<string, Server>();
  private latest: Server | undefined;
  private count = 0;

  constructor(
    private readonly running: RunningState,
    readonly changed: () => void,
  ) {}

  /** Starts a program that answers, and gives its port. */
  async start(): Promise<number> {
    const server = createServer((request, response) => {
      request.resume();
      response.end("hello");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.latest = server;
    return (server.address() as AddressInfo).port;
  }

  /** Registers what answers at a port as a healthy target of a group. */
  async register(group: number, port: number): Promise<void> {
    const taskArn = `task-${this.count++}`;
    const target: RunningTarget = {
      targetGroupArn: GROUPS[group === 0 ? 0 : 1].id,
      targetId: `10.0.0.${this.count}`,
      port: 8080,
      availabilityZone: "eu-west-1a",
      taskArn,
      state: "healthy",
      registeredAt: 0,
    };
    const addresses = [{ container: "app", containerPort: 8080, host: "127.0.0.1", port }];
    const id = targetKey(target);
    this.running.apply([
      { kind: "task", id: taskArn, value: { arn: taskArn, addresses } as unknown as RunningTask },
      { kind: "target", id, value: target },
    ]);
    this.current = id;
    if (this.latest !== undefined) this.servers.set(id, this.latest);
    this.changed();
    await Promise.resolve();
  }

  /** Deregisters a target, and ends its program when its delay is over. */
  async end(id: string): Promise<void> {
    const target = this.running.find("target", id);
    if (target === undefined) return;
    this.running.apply([{ kind: "target", id, value: { ...target, state: "draining" } }]);
    this.changed();
    await sleep(DEREGISTRATION_DELAY);
    this.servers.get(id)?.close();
    this.running.apply([{ kind: "target", id }]);
    this.changed();
  }
}
