import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { warningOf } from "../../model/warning";
import { publishingProblem } from "../sns/publishing";
import { topicReference } from "../sns/topic";
import { nameOf } from "../shared/inputs";
import { CLUSTER, CLUSTER_INSTANCE } from "./cluster-lookup";
import { EVENT_CATEGORIES } from "./event-categories";
import { identifierLimits, rdsArn } from "./identifiers";
import { INSTANCE } from "./instance-lookup";
import { PARAMETER_GROUP } from "./parameter-group";
import { PROXY } from "./proxy-lookup";
import { CLUSTER_SNAPSHOT, SNAPSHOT } from "./snapshot-lookup";

/** Types of the local cloud that have events of each source type, with the output by which events name them. */
const SOURCES: Readonly<Record<string, readonly (readonly [type: string, by: string])[]>> = {
  "db-cluster": [[CLUSTER, "clusterIdentifier"]],
  "db-cluster-snapshot": [[CLUSTER_SNAPSHOT, "dbClusterSnapshotIdentifier"]],
  "db-instance": [
    [INSTANCE, "identifier"],
    [CLUSTER_INSTANCE, "identifier"],
  ],
  "db-parameter-group": [[PARAMETER_GROUP, "name"]],
  "db-proxy": [[PROXY, "name"]],
  "db-snapshot": [[SNAPSHOT, "dbSnapshotIdentifier"]],
};

/** A topic that is told of events of databases. */
export const eventSubscription: ResourceType = {
  type: "aws:rds/eventSubscription:EventSubscription",
  mapping: {
    operation: "rds.CreateEventSubscription",
    inputs: { name: "SubscriptionName", snsTopic: "SnsTopicArn" },
  },
  documentedLimits: {
    name: identifierLimits("SubscriptionName", 255),
    sourceType: [
      {
        document: "Amazon RDS API Reference, CreateEventSubscription, SourceType",
        enum: Object.keys(EVENT_CATEGORIES),
        code: "InvalidParameterValue",
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  defaults: { enabled: true },
  replaceOnChanges: ["name", "namePrefix", "region", "snsTopic"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "SubscriptionAlreadyExist",
    message: (name) => `Event Subscription already exists: ${name}`,
  },
  references: [
    {
      ...topicReference("snsTopic"),
      missing: { code: "SNSTopicArnNotFound", message: (topic) => `SNS topic ${topic} does not exist` },
    },
  ],
  rules: [
    requireSourceType,
    requireSources,
    requireCategories,
    warningOf(requireAdmittedPublisher, "nobody is told of the events"),
  ],
  make: (operation) => {
    const name = nameOf(operation);
    const computed = { arn: rdsArn(operation, "es", name), customerAwsId: operation.accountId, name };
    return { id: name, computed };
  },
};

/** Amazon RDS API Reference, CreateEventSubscription, SourceIds. */
function requireSourceType({ inputs }: Operation): void {
  if (texts(inputs, "sourceIds").length === 0 || text(inputs, "sourceType") !== undefined) return;
  refuse("InvalidParameterCombination", "SourceType must be supplied where SourceIds are.", "sourceIds, sourceType");
}

function requireSources({ inputs, region, cloud }: Operation): void {
  const known = SOURCES[text(inputs, "sourceType") ?? ""];
  if (known === undefined) return;
  texts(inputs, "sourceIds").forEach((id, index) => {
    if (known.some(([type, by]) => namesOf(type, by, region, cloud).includes(id))) return;
    refuse("SourceNotFound", `Could not find source: ${id}`, `sourceIds[${index}]`);
  });
}

function namesOf(type: string, by: string, region: string, cloud: CloudReader): unknown[] {
  const nameOfResource = ({ inputs, computed }: CloudResource): unknown => computed[by] ?? inputs[by];
  return cloud
    .ofType(type)
    .filter((each) => each.region === region)
    .map(nameOfResource);
}

/** Amazon RDS User Guide, "Amazon RDS event categories and event messages". */
function requireCategories({ inputs }: Operation): void {
  const type = text(inputs, "sourceType");
  const known = type === undefined ? Object.values(EVENT_CATEGORIES).flat() : (EVENT_CATEGORIES[type] ?? []);
  texts(inputs, "eventCategories").forEach((category, index) => {
    if (known.includes(category)) return;
    refuse(
      "SubscriptionCategoryNotFound",
      `The event category ${category} doesn't exist for ${type ?? "any source type"}`,
      `eventCategories[${index}]`,
    );
  });
}

/** Amazon RDS User Guide, "Granting permissions to publish notifications to an Amazon SNS topic". */
function requireAdmittedPublisher({ inputs, region, accountId, cloud }: Operation): void {
  const context = {
    "aws:SourceAccount": accountId,
    "aws:SourceArn": rdsArn({ region, accountId }, "es", text(inputs, "name") ?? "*"),
  };
  const publisher = { service: "events.rds.amazonaws.com", context, isAdmittedByDefault: true };
  const problem = publishingProblem(text(inputs, "snsTopic") ?? "", publisher, cloud);
  if (problem !== undefined) refuse("SNSNoAuthorization", problem, "snsTopic");
}
