import { RESOURCE_TYPES } from "../../../localcloud/services";
import { parseConfiguration } from "../../../stacks/environment/configuration";
import { createEnvironment } from "../../../stacks/environment/environment";
import { isAllowed } from "../../support/iam-simulator";
import { deployLocally } from "../../support/local-deployment";
import type { CheckpointResource } from "../../policies/support/checkpoint";
import { committedSettings } from "../../stacks/example-settings";
import { workloadBoundary } from "../../../components/deployment-roles/boundary";
import { ACCOUNT, mayDo, REGION, scopeOf } from "./samples";

/** What IAM calls services that AWS's models call otherwise (Service Authorization Reference). */
const PREFIXES: Readonly<Record<string, string>> = { elbv2: "elasticloadbalancing", amp: "aps" };

const ENVIRONMENT = "production";
const SCOPE = scopeOf(ENVIRONMENT, [REGION, "eu-central-1"]);

let resources: readonly CheckpointResource[];
beforeAll(async () => {
  const configuration = parseConfiguration(committedSettings(ENVIRONMENT), ENVIRONMENT);
  ({ resources } = await deployLocally(() => createEnvironment(configuration)));
});

function actionOf(type: string): string | undefined {
  const operation = RESOURCE_TYPES.find((each) => each.type === type)?.mapping?.operation;
  return operation?.replace(/^\w+(?=\.)/, (service) => PREFIXES[service] ?? service).replace(".", ":");
}

/** What requests to create resources of a service name; what has no ARN of its own is a part of something tagged. */
const ARNS: Readonly<Record<string, (resource: CheckpointResource) => string>> = {
  s3: ({ inputs, outputs }) => `arn:aws:s3:::${String(inputs?.bucket ?? outputs?.bucket)}`,
  route53: () => SCOPE.hostedZoneArns[0] ?? "",
  iam: ({ type, inputs, outputs }) =>
    type.includes("instanceProfile")
      ? String(outputs?.arn)
      : `arn:aws:iam::${ACCOUNT}:role/${String(inputs?.role ?? inputs?.name)}`,
};

function arnOf(resource: CheckpointResource, service: string): string {
  const { arn } = resource.outputs ?? {};
  return ARNS[service]?.(resource) ?? (typeof arn === "string" ? arn : `arn:aws:${service}:${REGION}:${ACCOUNT}:part`);
}

/** What an operator may not create of it. */
function refusedOf(resource: CheckpointResource): string[] {
  const action = actionOf(resource.type);
  if (action === undefined) return [];
  const arn = arnOf(resource, action.split(":")[0] ?? "");
  const tag = { "aws:RequestTag/Environment": ENVIRONMENT, "aws:ResourceTag/Environment": ENVIRONMENT };
  const context = { ...tag, "iam:PermissionsBoundary": SCOPE.boundaryArn };
  return mayDo("operator", { action, resource: arn, context }, { scope: SCOPE }) ? [] : [`${action} on ${arn}`];
}

it("an operator may create what production has", () => {
  expect(resources.filter(({ type }) => actionOf(type) !== undefined).length).toBeGreaterThan(300);
  expect([...new Set(resources.flatMap(refusedOf))]).toEqual([]);
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

it("the boundary leaves the roles of production what their own policies allow", () => {
  const boundary = JSON.stringify(workloadBoundary(SCOPE));
  const policies = resources
    .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
    .map(({ inputs }) => String(inputs?.policy));
  const requests = policies.flatMap((policy) =>
    (JSON.parse(policy) as { Statement: readonly Statement[] }).Statement.flatMap(({ Effect, Action, Resource }) =>
      Effect === "Deny"
        ? []
        : [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
    ),
  );
  const all = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
  const refused = requests.filter((request) => !isAllowed({ policies: [all], boundary }, request));

  expect(policies.length).toBeGreaterThan(10);
  expect([...new Set(refused.map(({ action, resource }) => `${action} on ${resource}`))]).toEqual([]);
});
