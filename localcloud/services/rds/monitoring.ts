import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { rdsArn } from "./identifiers";

const INTERVALS = [0, 1, 5, 10, 15, 30, 60];
/** Amazon RDS API Reference, CreateDBInstance, PerformanceInsightsRetentionPeriod. */
const RETENTIONS = [7, ...Array.from({ length: 23 }, (_, index) => (index + 1) * 31), 731];
const ADVANCED_RETENTION = 465;

/** Enhanced Monitoring, Performance Insights and Database Insights of an instance or a cluster. */
export const monitoringRules = [requireEnhancedMonitoring, requirePerformanceInsights, requireDatabaseInsights];

/** Amazon RDS User Guide, "Setting up and enabling Enhanced Monitoring". */
function requireEnhancedMonitoring(operation: Operation): void {
  const { inputs } = operation;
  const interval = number(inputs, "monitoringInterval") ?? 0;
  const role = text(inputs, "monitoringRoleArn");
  if (!INTERVALS.includes(interval)) {
    refuse(
      "InvalidParameterValue",
      `Invalid monitoring interval: ${interval}. Valid values are ${INTERVALS.join(", ")}`,
      "monitoringInterval",
    );
  }
  if (interval > 0 && role === undefined) {
    refuse(
      "InvalidParameterCombination",
      "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
      "monitoringRoleArn",
    );
  }
  if (role === undefined) return;
  if (interval === 0) {
    refuse(
      "InvalidParameterCombination",
      "You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.",
      "monitoringInterval, monitoringRoleArn",
    );
  }
  requireMonitoringRole(operation, role);
}

function requireMonitoringRole({ inputs, region, accountId, cloud }: Operation, roleArn: string): void {
  const role = roleByArn(roleArn, cloud);
  const resource = arn("logs", region, accountId, "log-group:RDSOSMetrics:log-stream:db");
  const permissions = ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ action, resource }));
  const mayLog = role !== undefined && missingPermission(role, permissions, cloud) === undefined;
  // The same section, "Protecting against the confused deputy problem".
  const source = rdsArn({ region, accountId }, "db", text(inputs, "identifier") ?? "*");
  const context = { "aws:SourceAccount": accountId, "aws:SourceArn": source };
  if (role !== undefined && mayLog && isAssumableBy(role, "monitoring.rds.amazonaws.com", context)) return;
  refuse(
    "InvalidParameterValue",
    "IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING",
    "monitoringRoleArn",
  );
}

/** Amazon RDS User Guide, "Overview of Performance Insights on Amazon RDS". */
function requirePerformanceInsights({ inputs }: Operation): void {
  const retention = number(inputs, "performanceInsightsRetentionPeriod");
  if (retention !== undefined && !RETENTIONS.includes(retention)) {
    refuse(
      "InvalidParameterValue",
      `Invalid Performance Insights retention period: ${retention}. Valid values are 7, 731 and multiples of 31 up to 713`,
      "performanceInsightsRetentionPeriod",
    );
  }
  if (flag(inputs, "performanceInsightsEnabled") === true) return;
  const setting = ["performanceInsightsRetentionPeriod", "performanceInsightsKmsKeyId"].find(
    (input) => inputs[input] !== undefined,
  );
  if (setting === undefined) return;
  refuse(
    "InvalidParameterCombination",
    "You must enable Performance Insights to specify its retention period or its KMS key.",
    setting,
  );
}

/** Amazon CloudWatch User Guide, "Turning on the Advanced mode of Database Insights". */
function requireDatabaseInsights({ inputs }: Operation): void {
  if (text(inputs, "databaseInsightsMode") !== "advanced") return;
  const isEnabled = flag(inputs, "performanceInsightsEnabled") === true;
  if (isEnabled && (number(inputs, "performanceInsightsRetentionPeriod") ?? 7) >= ADVANCED_RETENTION) return;
  refuse(
    "InvalidParameterCombination",
    `To enable the Advanced mode of Database Insights, modify your database to enable Performance Insights and set the retention period for Performance Insights to at least ${ADVANCED_RETENTION} days.`,
    "databaseInsightsMode, performanceInsightsEnabled, performanceInsightsRetentionPeriod",
  );
}
