import type * as pulumi from "@pulumi/pulumi";

/** Answers to provider functions, by token (`aws:route53/getZone:getZone`). */
export type Calls = Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>>;

/** Outputs that a provider would compute beside the inputs, by type token (`aws:ec2/vpc:Vpc`). */
export type Outputs = Readonly<Record<string, (args: pulumi.runtime.MockResourceArgs) => Record<string, unknown>>>;

/** What mocks answer. */
export interface Answers {
  readonly calls: Calls;
  readonly outputs: Outputs;
  /** ARN of a resource. */
  readonly arn: (args: pulumi.runtime.MockResourceArgs) => string;
}

const SERVICE = "aws:ecs/service:Service";
/** What components ask about a service that they have deployed. */
const RUNNING_SERVICE = "aws:ecs/getService:getService";

/** What components ask of every account: there is nothing yet. */
const OF_EVERY_ACCOUNT: Calls = {
  "aws:index/getPartition:getPartition": () => ({ partition: "aws" }),
  "aws:rds/getInstances:getInstances": () => ({ instanceIdentifiers: [] }),
  "aws:rds/getClusters:getClusters": () => ({ clusterIdentifiers: [] }),
};

/** Mocks that make a resource of its inputs, its name and an ARN. A function that has no answer is an error. */
export function echoing({ calls, outputs, arn }: Answers): pulumi.runtime.Mocks {
  const taskDefinitions = new Map<string, unknown>();
  const answers: Calls = {
    ...OF_EVERY_ACCOUNT,
    // A service runs the revision that it was told.
    [RUNNING_SERVICE]: ({ serviceName }) => ({ taskDefinition: taskDefinitions.get(String(serviceName)) }),
    ...calls,
  };
  return {
    newResource: (args) => {
      const inputs = args.inputs as Record<string, unknown>;
      if (args.type === SERVICE) taskDefinitions.set(nameOf(args), inputs.taskDefinition);
      return {
        id: `${args.name}-id`,
        state: { arn: arn(args), name: args.name, ...inputs, ...outputs[args.type]?.(args) },
      };
    },
    call: ({ token, inputs }) => {
      const answer = answers[token];
      if (answer === undefined) throw new UnansweredCall(token);
      return answer(inputs as Record<string, unknown>);
    },
  };
}

/** Of an error, the SDK tells programs what is in `details`, as in errors of its engine. */
class UnansweredCall extends Error {
  readonly details: string;

  constructor(token: string) {
    super(`nothing answers ${token}; give an answer to it in "calls"`);
    this.details = this.message;
  }
}

function nameOf({ name, inputs }: pulumi.runtime.MockResourceArgs): string {
  const given: unknown = (inputs as Record<string, unknown>).name;
  return typeof given === "string" ? given : name;
}
