import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { OVERWRITES, warningText } from "../../model/warning";

export const REPLICATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration";

/** Amazon ECR User Guide, "Private image replication in Amazon ECR", considerations. */
const MOST_DESTINATIONS = 25;
const MOST_RULES = 10;

/** Which repositories of a registry are replicated whereto; a registry has one such configuration in each region. */
export const replicationConfiguration: ResourceType = {
  type: REPLICATION,
  mapping: {
    operation: "ecr.PutReplicationConfiguration",
    inputs: {
      "replicationConfiguration.rules": "replicationConfiguration.rules",
      "replicationConfiguration.rules[].destinations": "replicationConfiguration.rules.destinations",
      "replicationConfiguration.rules[].repositoryFilters": "replicationConfiguration.rules.repositoryFilters",
    },
  },
  documentedLimits: {
    "replicationConfiguration.rules": [
      {
        document: "Amazon ECR User Guide, Private image replication in Amazon ECR",
        minLength: 1,
        maxLength: MOST_RULES,
      },
    ],
  },
  replaceOnChanges: ["region"],
  rules: [warnOfSecond, requireOtherPlace, requireFewDestinations],
  make: ({ accountId }) => ({ id: accountId, computed: { registryId: accountId } }),
};

function warnOfSecond(operation: Operation): void {
  const { kind, region, cloud } = operation;
  const has = cloud.ofType(REPLICATION).some((each) => each.region === region);
  if (kind === "update" || !has) return;
  operation.warn(warningText(OVERWRITES, `the registry has a replication configuration in ${region}`));
}

/** A registry isn't replicated into itself. */
function requireOtherPlace({ inputs, region, accountId }: Operation): void {
  objects(inputs, "replicationConfiguration.rules").forEach((rule, index) => {
    const same = objects(rule, "destinations").findIndex(
      (each) => text(each, "region") === region && text(each, "registryId") === accountId,
    );
    if (same === -1) return;
    refuse(
      "InvalidParameterException",
      `Invalid parameter at 'replicationConfiguration' failed to satisfy constraint: 'Replication destination cannot be the same as the source registry'`,
      `replicationConfiguration.rules[${index}].destinations[${same}].region`,
    );
  });
}

function requireFewDestinations({ inputs }: Operation): void {
  const destinations = objects(inputs, "replicationConfiguration.rules").flatMap((rule) =>
    objects(rule, "destinations"),
  );
  const unique = new Set(destinations.map((each) => `${text(each, "registryId") ?? ""}/${text(each, "region") ?? ""}`));
  if (unique.size <= MOST_DESTINATIONS) return;
  refuse(
    "InvalidParameterException",
    `Invalid parameter at 'replicationConfiguration' failed to satisfy constraint: 'A registry has ${MOST_DESTINATIONS} unique destinations at most'`,
    "replicationConfiguration.rules",
  );
}
