import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, type Properties, text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";

const DOCUMENT = "Amazon CloudWatch Logs API Reference, PutMetricFilter";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const INVALID = "InvalidParameterException";
/** Amazon CloudWatch Logs User Guide, "CloudWatch Logs quotas": metric filters of one log group. */
const MOST_FILTERS = 100;
/** API Reference, MetricTransformation, dimensions. */
const MOST_DIMENSIONS = 3;

const NAME: DocumentedLimit = { document: `${DOCUMENT}, filterName`, pattern: "^[^:*]*$" };

export const METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

/** A filter that counts events of a log group as a metric. */
export const metricFilter: ResourceType = {
  type: METRIC_FILTER,
  mapping: {
    operation: "logs.PutMetricFilter",
    inputs: {
      name: "filterName",
      pattern: "filterPattern",
      metricTransformation: "metricTransformations",
      "metricTransformation.name": "metricTransformations.metricName",
      "metricTransformation.namespace": "metricTransformations.metricNamespace",
      "metricTransformation.value": "metricTransformations.metricValue",
    },
  },
  documentedLimits: { name: [NAME] },
  autonaming: { input: "name", maximumLength: 512 },
  normalize: (inputs) => withUnit({ ...inputs, pattern: text(inputs, "pattern")?.trim() }),
  replaceOnChanges: ["name", "logGroupName", "region"],
  // PutMetricFilter overwrites the filter of the log group that has the name.
  unique: {
    inputs: ["logGroupName", "name"],
    scope: "region",
    code: INVALID,
    message: (name) => `CloudWatch Logs metric filter "${name}" already exists`,
    warning: OVERWRITES,
  },
  references: [
    {
      input: "logGroupName",
      to: [LOG_GROUP],
      inRegion: true,
      missing: { code: "ResourceNotFoundException", message: () => "The specified log group does not exist." },
    },
  ],
  rules: [requireDimensions, requireRoom],
  make: ({ inputs }) => ({
    id: `${text(inputs, "logGroupName") ?? ""}:${text(inputs, "name") ?? ""}`,
    providerId: text(inputs, "name") ?? "",
    computed: {},
  }),
};

/** hashicorp/terraform-provider-aws, `aws_cloudwatch_log_metric_filter`: the unit is None unless given. */
function withUnit(inputs: Properties): Properties {
  const { metricTransformation } = inputs;
  if (!isProperties(metricTransformation)) return inputs;
  return { ...inputs, metricTransformation: { unit: "None", ...metricTransformation } };
}

/** API Reference, MetricTransformation: a default value excludes dimensions, of which three may be. */
function requireDimensions({ inputs }: Operation): void {
  const { metricTransformation } = inputs;
  if (!isProperties(metricTransformation)) return;
  const { dimensions, defaultValue } = metricTransformation;
  const count = isProperties(dimensions) ? Object.keys(dimensions).length : 0;
  if (count > 0 && defaultValue !== undefined) {
    refuse(
      INVALID,
      "Invalid metric transformation: dimensions and default value are mutually exclusive properties.",
      "metricTransformation.defaultValue",
    );
  }
  if (count <= MOST_DIMENSIONS) return;
  refuse(
    INVALID,
    `A metric transformation has ${MOST_DIMENSIONS} dimensions at most, got ${count}`,
    "metricTransformation.dimensions",
  );
}

function requireRoom({ kind, inputs, region, cloud }: Operation): void {
  const group = text(inputs, "logGroupName");
  const others = cloud
    .ofType(METRIC_FILTER)
    .filter((each) => each.region === region && text(each.inputs, "logGroupName") === group);
  if (kind === "update" || others.length < MOST_FILTERS) return;
  refuse("LimitExceededException", "Resource limit exceeded.", "logGroupName");
}
