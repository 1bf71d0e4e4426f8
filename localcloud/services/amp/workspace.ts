import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { keyReferences } from "../kms/key-reference";

const WORKSPACE = "aws:amp/workspace:Workspace";
const LOG_GROUP = "loggingConfiguration.logGroupArn";

/** Digits of the parts of an id, which is a UUID (Amazon Managed Service for Prometheus API Reference). */
const ID_PARTS = [8, 4, 4, 4, 12];

/** A workspace of Amazon Managed Service for Prometheus. It keeps no samples here. */
export const workspace: ResourceType = {
  type: WORKSPACE,
  mapping: {
    operation: "amp.CreateWorkspace",
    inputs: { [LOG_GROUP]: "CreateLoggingConfiguration:logGroupArn" },
  },
  replaceOnChanges: ["kmsKeyArn", "region"],
  // hashicorp/terraform-provider-aws, `aws_prometheus_workspace`: an alias can be changed and not be taken away.
  conditionalReplaceOnChanges: (before, after) =>
    text(before, "alias") !== undefined && text(after, "alias") === undefined ? ["alias"] : [],
  references: keyReferences("kmsKeyArn", {
    code: "ValidationException",
    message: (key) => `The KMS key is invalid or not accessible: ${key}`,
  }),
  rules: [requireLogGroup],
  make: ({ region, accountId }) => {
    const id = `ws-${ID_PARTS.map(hexadecimalToken).join("-")}`;
    return {
      id,
      computed: {
        arn: arn("aps", region, accountId, `workspace/${id}`),
        prometheusEndpoint: `https://aps-workspaces.${region}.amazonaws.com/workspaces/${id}/`,
      },
    };
  },
};

/** An input that names a workspace; what belongs to a workspace is deleted with it. */
export const WORKSPACE_REFERENCE: Reference = {
  input: "workspaceId",
  to: [WORKSPACE],
  inRegion: true,
  missing: { code: "ResourceNotFoundException", message: (id) => `Workspace not found: ${id}` },
};

/** API Reference, CreateLoggingConfiguration: the log group has to exist before. */
function requireLogGroup({ inputs, region, cloud }: Operation): void {
  const group = text(inputs, LOG_GROUP);
  if (group === undefined) return;
  const exists = cloud
    .ofType("aws:cloudwatch/logGroup:LogGroup")
    .some((each) => each.region === region && `${String(each.computed.arn)}:*` === group);
  if (!exists) refuse("ValidationException", `The log group does not exist: ${group}`, LOG_GROUP);
}
