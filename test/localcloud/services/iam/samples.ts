import type { Samples } from "../../limits/samples";
import { POLICY, TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:iam/role:Role": {
    name: "enterprise-task",
    assumeRolePolicy: POLICY,
    description: "Role of the tasks",
    path: "/",
    maxSessionDuration: 3600,
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"],
    inlinePolicies: [{ name: "read", policy: POLICY }],
    tags: TAGS,
  },
  "aws:iam/rolePolicy:RolePolicy": { name: "read-secrets", role: "enterprise-task", policy: POLICY },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    role: "enterprise-task",
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  },
  "aws:iam/policy:Policy": { name: "deploy", path: "/", policy: POLICY, description: "For CI", tags: TAGS },
  "aws:iam/instanceProfile:InstanceProfile": { name: "proofpix-instances", role: "proofpix-instances", tags: TAGS },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    url: "https://token.actions.githubusercontent.com",
    clientIdLists: ["sts.amazonaws.com"],
    tags: TAGS,
  },
};
