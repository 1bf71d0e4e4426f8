import { arn } from "../../model/identifiers";
import type { ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { roleArnReference } from "../iam/role-reference";
import { refuseUnmodelled } from "../shared/inputs";
import { containerRules } from "./container-rules";
import { containerTypeRules } from "./container-types";
import { fargateRules } from "./fargate-rules";
import { logRules } from "./log-rules";
import { networkRules } from "./network-rules";
import { TASK_DEFINITION_LIMITS } from "./task-definition-limits";
import { deregistered, isActive, nextRevision, TASK_DEFINITION } from "./task-definition-lookup";
import { taskDocumentRules } from "./task-document";
import { assumableRoleRules } from "./task-roles";
import { sizeNotationRules, sizeRules } from "./task-size";
import { volumeRules } from "./volume-rules";

const invalidRole = { code: "ClientException", message: (role: string) => `Role is not valid: ${role}` };

/** A revision of a family. Only its tags can be changed. */
export const taskDefinition: ResourceType = {
  type: TASK_DEFINITION,
  mapping: {
    operation: "ecs.RegisterTaskDefinition",
    inputs: { "volumes[].hostPath": "volumes.host.sourcePath" },
    documents: ["containerDefinitions"],
  },
  documentedLimits: TASK_DEFINITION_LIMITS,
  defaults: { skipDestroy: false, trackLatest: false },
  replaceOnChanges: [
    "containerDefinitions",
    "cpu",
    "enableFaultInjection",
    "ephemeralStorage",
    "executionRoleArn",
    "family",
    "ipcMode",
    "memory",
    "networkMode",
    "pidMode",
    "placementConstraints",
    "proxyConfiguration",
    "region",
    "requiresCompatibilities",
    "runtimePlatform",
    "taskRoleArn",
    "volumes",
  ],
  references: [roleArnReference("executionRoleArn", invalidRole), roleArnReference("taskRoleArn", invalidRole)],
  rules: [
    refuseUnmodelled(["proxyConfiguration"], "App Mesh proxies", "services/ecs/task-definition.ts"),
    ...containerTypeRules,
    ...assumableRoleRules,
    ...taskDocumentRules,
    ...sizeNotationRules,
    ...fargateRules,
    ...sizeRules,
    ...containerRules,
    ...networkRules,
    ...logRules,
    ...volumeRules,
  ],
  isGone: (resource) => !isActive(resource),
  retained: (resource) => (flag(resource.inputs, "skipDestroy") === true ? resource : deregistered(resource)),
  make: ({ inputs, region, accountId, cloud }) => {
    const family = text(inputs, "family") ?? "";
    const revision = nextRevision(family, region, cloud);
    const withoutRevision = arn("ecs", region, accountId, `task-definition/${family}`);
    const id = `${withoutRevision}:${revision}`;
    const networkMode = text(inputs, "networkMode") ?? "bridge";
    return {
      id,
      providerId: family,
      computed: { arn: id, arnWithoutRevision: withoutRevision, networkMode, revision },
    };
  },
};
