import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { object, text, texts } from "../../model/values";
import { warningOf } from "../../model/warning";
import { applicationNamed, type Application, isPublished } from "./applications";
import { functionName, STACK } from "./rotation-function";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
/** AWS Lambda API Reference, CreateFunction. */
const FUNCTION_NAME = /^[a-zA-Z0-9-_]{1,64}$/;

/** What the repository, CloudFormation and Lambda refuse, and what only fails when a secret is rotated. */
export const stackRules: readonly Rule[] = [
  requireVersion,
  requireCapabilities,
  requireParameters,
  requireFunctionName,
  requireFreeFunctionName,
  requireOneNetwork,
  warningOf(requireEndpoint, "the function never reaches Secrets Manager, and no rotation succeeds"),
  warningOf(requireLogGroup, "the function makes a log group without retention and key"),
];

/** AWS Serverless Application Repository API Reference, CreateCloudFormationChangeSet. */
function requireVersion(operation: Operation): void {
  const { applicationId, application } = applicationOf(operation);
  if (application === undefined) {
    refuse("NotFoundException", `No application with ID ${applicationId} exists`, "applicationId");
  }
  const version = text(operation.inputs, "semanticVersion");
  if (version === undefined || isPublished(application, version)) return;
  refuse("NotFoundException", `No version ${version} of the application ${applicationId} exists`, "semanticVersion");
}

/** AWS CloudFormation API Reference, CreateChangeSet, Capabilities. */
function requireCapabilities(operation: Operation): void {
  const acknowledged = texts(operation.inputs, "capabilities");
  const missing = required(operation).capabilities.filter((capability) => !acknowledged.includes(capability));
  if (missing.length === 0) return;
  refuse("InsufficientCapabilitiesException", `Requires capabilities : [${missing.join(", ")}]`, "capabilities");
}

/** AWS CloudFormation User Guide, "Parameters": those without a default, and no others. */
function requireParameters(operation: Operation): void {
  const given = Object.keys(object(operation.inputs, "parameters") ?? {});
  const { parameters } = required(operation);
  const unknown = given.filter((name) => parameters[name] === undefined);
  if (unknown.length > 0) {
    refuse("ValidationError", `Parameters: [${unknown.join(", ")}] do not exist in the template`, "parameters");
  }
  const missing = Object.keys(parameters).filter((name) => parameters[name] === "required" && !given.includes(name));
  if (missing.length > 0) {
    refuse("ValidationError", `Parameters: [${missing.join(", ")}] must have values`, "parameters");
  }
}

function requireFunctionName({ inputs }: Operation): void {
  const name = functionName(inputs);
  if (FUNCTION_NAME.test(name)) return;
  refuse(
    "ValidationException",
    `Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${FUNCTION_NAME.source}`,
    "parameters.functionName",
  );
}

function requireFreeFunctionName({ inputs, region, cloud, previous }: Operation): void {
  const name = functionName(inputs);
  const taken = cloud
    .ofType(STACK)
    .some((stack) => stack.id !== previous?.id && stack.region === region && functionName(stack.inputs) === name);
  if (taken) refuse("ResourceConflictException", `Function already exist: ${name}`, "parameters.functionName");
}

/** AWS Lambda API Reference, VpcConfig: subnets and security groups of one VPC, and both or none. */
function requireOneNetwork(operation: Operation): void {
  const subnets = named(operation, "vpcSubnetIds", "aws:ec2/subnet:Subnet", "subnet");
  const groups = named(operation, "vpcSecurityGroupIds", "aws:ec2/securityGroup:SecurityGroup", "security group");
  if ((subnets.length === 0) !== (groups.length === 0)) {
    refuse(
      "InvalidParameterValueException",
      "SubnetIds and SecurityIds must coexist or be both empty list.",
      "parameters.vpcSubnetIds, parameters.vpcSecurityGroupIds",
    );
  }
  const networks = new Set([...subnets, ...groups].map(({ inputs }) => text(inputs, "vpcId")));
  if (networks.size <= 1) return;
  refuse(
    "InvalidParameterValueException",
    "Security Groups are required to be in the same VPC as the subnets.",
    "parameters.vpcSubnetIds, parameters.vpcSecurityGroupIds",
  );
}

/** The resources that a parameter lists between commas. */
function named({ inputs, region, cloud }: Operation, parameter: string, type: string, noun: string): CloudResource[] {
  const ids = (text(inputs, `parameters.${parameter}`) ?? "").split(",").filter((id) => id !== "");
  return ids.map((id) => {
    const found = cloud.find(type, id);
    if (found?.region === region) return found;
    refuse(
      "InvalidParameterValueException",
      `Error occurred while describing the ${noun}: ${id}`,
      `parameters.${parameter}`,
    );
  });
}

/** The function gives it to the SDK, which takes a whole address. */
function requireEndpoint({ inputs, region }: Operation): void {
  const endpoint = text(inputs, "parameters.endpoint") ?? "";
  const host = /^https:\/\/(?:vpce-[\w-]+\.)?(secretsmanager\.[a-z0-9-]+\.(?:vpce\.)?amazonaws\.com)$/.exec(endpoint);
  if (host?.[1]?.includes(`.${region}.`) === true) return;
  refuse("ValueError", `Invalid endpoint: ${endpoint}`, "parameters.endpoint");
}

function requireLogGroup({ inputs, region, cloud }: Operation): void {
  const name = `/aws/lambda/${functionName(inputs)}`;
  if (cloud.ofType(LOG_GROUP).some((group) => group.region === region && group.id === name)) return;
  refuse("ResourceNotFoundException", `The log group ${name} does not exist`, "parameters.functionName");
}

function applicationOf({ inputs, region }: Operation): { applicationId: string; application?: Application } {
  const applicationId = text(inputs, "applicationId") ?? "";
  const application = applicationNamed(applicationId, region);
  return { applicationId, ...(application !== undefined && { application }) };
}

/** The application of an operation that passed {@link requireVersion}. */
function required(operation: Operation): Application {
  const { application, applicationId } = applicationOf(operation);
  if (application === undefined) throw new Error(`the application ${applicationId} is not there`);
  return application;
}
