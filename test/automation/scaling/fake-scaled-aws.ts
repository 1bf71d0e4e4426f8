import { awsClients, type AwsClients } from "../../../automation/aws/clients";

/** A service of ECS and what scales it, answering as AWS does. */
export class FakeScaledAws {
  desired = 2;
  running = 2;
  rolloutState = "COMPLETED";
  /** How many tasks start or stop with each look at the service. */
  pace = 1;
  /** Activities of Application Auto Scaling and of the group, newest first. */
  serviceActivities: readonly object[] = [];
  groupActivities: readonly object[] = [];
  target: { readonly MinCapacity: number; readonly MaxCapacity: number } | undefined;
  events: readonly { readonly createdAt: Date; readonly message: string }[] = [];
  readonly requests: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }[] = [];

  /** Called with each look at the service, before it answers. */
  onLook: () => void = () => undefined;

  clients(): AwsClients {
    const clients = awsClients({ region: "eu-west-1", endpoint: "http://127.0.0.1:9" });
    const send = (command: { readonly input: Readonly<Record<string, unknown>> }): Promise<unknown> => {
      const operation = command.constructor.name.replace(/Command$/, "");
      this.requests.push({ operation, input: { ...command.input } });
      return Promise.resolve(this.answer(operation, command.input));
    };
    Object.assign(clients.ecs, { send });
    Object.assign(clients.applicationAutoScaling, { send });
    Object.assign(clients.autoScaling, { send });
    return clients;
  }

  asked(operation: string): Readonly<Record<string, unknown>>[] {
    return this.requests.filter((request) => request.operation === operation).map(({ input }) => input);
  }

  private answer(operation: string, input: Readonly<Record<string, unknown>>): unknown {
    if (operation === "DescribeServices") return { services: [this.look()] };
    if (operation === "DescribeScalableTargets")
      return { ScalableTargets: this.target === undefined ? [] : [this.target] };
    if (operation === "UpdateService") {
      this.desired = Number(input.desiredCount);
      return { service: {} };
    }
    return this.page(input);
  }

  private page(input: Readonly<Record<string, unknown>>): unknown {
    const ofService = input.ServiceNamespace === "ecs";
    const all = ofService ? this.serviceActivities : this.groupActivities;
    const start = Number(input.NextToken ?? 0);
    const end = start + Number(input.MaxResults ?? input.MaxRecords);
    const next = end < all.length ? { NextToken: String(end) } : {};
    return { [ofService ? "ScalingActivities" : "Activities"]: all.slice(start, end), ...next };
  }

  private look(): unknown {
    this.onLook();
    const pending = Math.abs(this.desired - this.running);
    const answer = {
      status: "ACTIVE",
      desiredCount: this.desired,
      runningCount: this.running,
      pendingCount: this.desired > this.running ? pending : 0,
      deployments: [{ rolloutState: this.rolloutState }],
      events: this.events,
    };
    this.running += Math.sign(this.desired - this.running) * Math.min(this.pace, pending);
    return answer;
  }
}

export const OUTPUTS = {
  clusterName: "shop",
  serviceNames: { enterprise: "shop-enterprise-1", worker: "shop-worker-2" },
  bounds: {
    enterprise: { minInstances: 1, maxInstances: 5 },
    worker: { minInstances: 1, maxInstances: 2 },
  },
  scalingAlarmNames: { enterprise: [], worker: [] },
  autoScalingGroupName: "shop-instances",
};
