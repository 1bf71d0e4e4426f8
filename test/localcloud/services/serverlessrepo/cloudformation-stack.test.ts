import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { SECURITY_GROUP, SUBNET, VPC } from "../ec2/network";
import { SAMPLES } from "./samples";

const STACK = "aws:serverlessrepository/cloudFormationStack:CloudFormationStack";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SAMPLE = SAMPLES[STACK] ?? {};
const GOV =
  "arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235:applications/SecretsManagerRDSPostgreSQLRotationSingleUser";

function parameters(changed: Record<string, string | undefined>) {
  const all = { ...(SAMPLE.parameters as Record<string, string>), ...changed };
  return { parameters: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) };
}

function prepared(cloud: TestCloud) {
  cloud.create(LOG_GROUP, { name: "/aws/lambda/database-rotation" });
  cloud.create(LOG_GROUP, { name: "/aws/lambda/other" });
  cloud.create(LOG_GROUP, { name: "/aws/lambda/taken" });
  cloud.create(STACK, { ...SAMPLE, name: "other", ...parameters({ functionName: "taken" }) });
  const [vpc, farVpc] = [
    cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }),
    cloud.create(VPC, { cidrBlock: "10.1.0.0/16" }),
  ];
  const group = (vpcId: string) => cloud.create(SECURITY_GROUP, { vpcId }).id;
  const subnet = (cidrBlock: string) =>
    cloud.create(SUBNET, { vpcId: vpc.id, cidrBlock, availabilityZone: "eu-west-1a" }).id;
  return {
    subnets: [subnet("10.0.0.0/24"), subnet("10.0.1.0/24")].join(","),
    groups: [group(vpc.id), group(vpc.id)].join(","),
    farGroup: group(farVpc.id),
    inputs: SAMPLE,
  };
}

describeLimits(STACK, [
  ["name", "1database", "database-1", "BadRequestException", "regular expression pattern"],
  ["name", "x".repeat(114), "x".repeat(113), "BadRequestException", "less than or equal to 113"],
  ["capabilities[0]", "CAPABILITY_ALL", "CAPABILITY_NAMED_IAM", "BadRequestException", "enum value set"],
]);

describeRules(STACK, prepared, [
  [
    "an application of another partition",
    { applicationId: GOV, semanticVersion: "1.1.397" },
    {},
    "NotFoundException",
    "No application with ID arn:aws-us-gov",
  ],
  [
    "a version that isn't published yet",
    { semanticVersion: "1.1.672" },
    { semanticVersion: "1.1.671" },
    "NotFoundException",
    "No version 1.1.672 of the application",
  ],
  [
    "a version of another form",
    { semanticVersion: "1.1" },
    { semanticVersion: undefined },
    "NotFoundException",
    "1.1 of",
  ],
  [
    "a template whose permissions nobody acknowledged",
    { capabilities: ["CAPABILITY_IAM"] },
    {},
    "InsufficientCapabilitiesException",
    "Requires capabilities : [CAPABILITY_RESOURCE_POLICY] (capabilities)",
  ],
  [
    "a parameter that the template doesn't have",
    parameters({ masterSecretArn: "arn" }),
    parameters({ excludeCharacters: "/@" }),
    "ValidationError",
    "Parameters: [masterSecretArn] do not exist in the template",
  ],
  [
    "a parameter without a value",
    parameters({ endpoint: undefined }),
    {},
    "ValidationError",
    "Parameters: [endpoint] must have values",
  ],
  [
    "a name that no function may have",
    parameters({ functionName: "x".repeat(65) }),
    parameters({ functionName: "other" }),
    "ValidationException",
    "at 'functionName' failed to satisfy constraint",
  ],
  [
    "a name that another function has",
    parameters({ functionName: "taken" }),
    {},
    "ResourceConflictException",
    "Function already exist: taken (parameters.functionName)",
  ],
  [
    "subnets without a security group",
    ({ subnets }) => parameters({ vpcSubnetIds: subnets }),
    ({ subnets, groups }) => parameters({ vpcSubnetIds: subnets, vpcSecurityGroupIds: groups }),
    "InvalidParameterValueException",
    "must coexist or be both empty list",
  ],
  [
    "a security group of another network",
    ({ subnets, groups, farGroup }) =>
      parameters({ vpcSubnetIds: subnets, vpcSecurityGroupIds: `${groups},${farGroup}` }),
    ({ subnets, groups }) => parameters({ vpcSubnetIds: subnets, vpcSecurityGroupIds: groups }),
    "InvalidParameterValueException",
    "in the same VPC as the subnets",
  ],
  [
    "a subnet that isn't there",
    ({ groups }) => parameters({ vpcSubnetIds: "subnet-0123456789abcdef0", vpcSecurityGroupIds: groups }),
    ({ subnets, groups }) => parameters({ vpcSubnetIds: subnets, vpcSecurityGroupIds: groups }),
    "InvalidParameterValueException",
    "describing the subnet: subnet-0123456789abcdef0",
  ],
]);

describeWarnings(STACK, prepared, [
  [
    "an endpoint without a scheme",
    parameters({ endpoint: "secretsmanager.eu-west-1.amazonaws.com" }),
    {},
    "Invalid endpoint: secretsmanager.eu-west-1.amazonaws.com (parameters.endpoint)",
  ],
  [
    "an endpoint of another region",
    parameters({ endpoint: "https://secretsmanager.eu-west-2.amazonaws.com" }),
    parameters({ endpoint: "https://vpce-0a1b.secretsmanager.eu-west-1.vpce.amazonaws.com" }),
    "Invalid endpoint",
  ],
  [
    "a function whose log group isn't there",
    parameters({ functionName: "unlogged" }),
    parameters({ functionName: "other" }),
    "the function makes a log group without retention and key: The log group /aws/lambda/unlogged does not exist",
  ],
]);

describe("a stack of an application", () => {
  it("tells the ARN of the function that it makes, and keeps the stack's when the function gets another name", () => {
    const cloud = inLocalCloud();
    prepared(cloud);
    const stack = cloud.create(STACK, SAMPLE);
    const renamed = cloud.update(stack, parameters({ functionName: "other" }));

    expect(stack.id).toMatch(
      /^arn:aws:cloudformation:eu-west-1:123456789012:stack\/serverlessrepo-database-rotation\/[0-9a-f-]{36}$/,
    );
    expect(cloud.outputs(stack).outputs).toEqual({
      RotationLambdaARN: "arn:aws:lambda:eu-west-1:123456789012:function:database-rotation",
    });
    expect(renamed.id).toBe(stack.id);
    expect(cloud.outputs(renamed).outputs).toEqual({
      RotationLambdaARN: "arn:aws:lambda:eu-west-1:123456789012:function:other",
    });
  });

  it("has the newest version unless another one is asked for", () => {
    const cloud = inLocalCloud();
    cloud.create(LOG_GROUP, { name: "/aws/lambda/database-rotation" });
    const { semanticVersion, ...newest } = SAMPLE;

    expect(cloud.outputs(cloud.create(STACK, newest)).semanticVersion).toBe(semanticVersion);
  });

  it("is of GovCloud's own application there", () => {
    const cloud = inLocalCloud();
    cloud.create(LOG_GROUP, { name: "/aws/lambda/database-rotation" }, "us-gov-west-1");
    const endpoint = "https://secretsmanager.us-gov-west-1.amazonaws.com";
    const inputs = { ...SAMPLE, applicationId: GOV, semanticVersion: "1.1.397", ...parameters({ endpoint }) };

    expect(cloud.outputs(cloud.create(STACK, inputs, "us-gov-west-1")).outputs).toEqual({
      RotationLambdaARN: "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:database-rotation",
    });
    expect(cloud.warnings).toEqual([]);
  });

  it("of an application that nobody modelled names the file to add it to", () => {
    const applicationId = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRedisRotation";

    expect(() => inLocalCloud().create(STACK, { ...SAMPLE, applicationId })).toThrow(
      "add it to localcloud/services/serverlessrepo/applications.ts",
    );
  });
});
