import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { AwsClients } from "../../../automation/aws/clients";
import { awsClients } from "../../../automation/aws/clients";

export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";
export const CLUSTER_ARN = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/shop`;
export const SERVICE_ARN = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/shop/web`;
export const GROUP_ARN = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/web/73e2d6bc24d8a067`;

/** ARN of a revision of the service's task definition. */
export function revision(number: number): string {
  return `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/web:${number}`;
}

/** A request of the SDK. */
interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

/** What AWS answers, by operation; a test changes it as time goes on. */
export class FakeAws {
  taskDefinition = revision(2);
  counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
  deployment: Readonly<Record<string, unknown>> | undefined = { status: "SUCCESSFUL" };
  deploymentId = "new";
  targets: readonly string[] = ["healthy", "healthy"];
  alarms: readonly MetricAlarm[] = [];
  /** Errors that the next requests meet. */
  readonly errors: Error[] = [];
  readonly requests: string[] = [];
  /** What operations answer instead, by their names; more of them than those below can be answered so. */
  readonly answers = new Map<string, (input: Readonly<Record<string, unknown>>) => unknown>();

  /** Clients that answer from here. */
  clients(): AwsClients {
    const clients = awsClients({ region: REGION, endpoint: "http://127.0.0.1:9" });
    const send = async ({ constructor: { name }, input }: Command): Promise<unknown> => {
      const operation = name.replace(/Command$/, "");
      this.requests.push(operation);
      const error = this.errors.shift();
      if (error !== undefined) throw error;
      await Promise.resolve();
      const given = this.answers.get(operation);
      return given === undefined ? this.answer(operation) : given(input);
    };
    const { ecr, ecs, cloudWatch, elasticLoadBalancing, applicationAutoScaling } = clients;
    for (const client of [ecr, ecs, cloudWatch, elasticLoadBalancing, applicationAutoScaling])
      Object.assign(client, { send });
    return clients;
  }

  private answer(operation: string): unknown {
    const deployments = this.deployment === undefined ? [] : [this.serviceDeployment()];
    switch (operation) {
      case "DescribeServices":
        return { services: [this.service()] };
      case "ListServiceDeployments":
      case "DescribeServiceDeployments":
        return { serviceDeployments: deployments };
      case "DescribeTargetHealth":
        return {
          TargetHealthDescriptions: this.targets.map((State, index) => ({
            Target: { Id: `10.0.0.${index}`, Port: 3000 },
            TargetHealth: { State },
          })),
        };
      case "DescribeAlarms":
        return { MetricAlarms: this.alarms, CompositeAlarms: [] };
      case "DescribeTargetGroups":
        return { TargetGroups: [] };
      default:
        throw new Error(`nobody said what ${operation} answers`);
    }
  }

  private service(): unknown {
    const { taskDefinition, counts } = this;
    const loadBalancers = [{ targetGroupArn: GROUP_ARN }];
    return { serviceArn: SERVICE_ARN, status: "ACTIVE", taskDefinition, ...counts, loadBalancers };
  }

  private serviceDeployment(): unknown {
    const serviceDeploymentArn = SERVICE_ARN.replace(":service/", ":service-deployment/") + `/${this.deploymentId}`;
    return { serviceDeploymentArn, createdAt: new Date(0), ...this.deployment };
  }
}
