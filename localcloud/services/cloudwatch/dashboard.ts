import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, type Properties, text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { nameOf, parseJson } from "../shared/inputs";

/** Amazon CloudWatch API Reference, PutDashboard. */
const INVALID = "InvalidParameterInput";
/** Amazon CloudWatch API Reference, "Dashboard Body Structure and Syntax". */
const WIDGET_TYPES = ["alarm", "custom", "explorer", "log", "metric", "text"];
const COLUMNS = 24;
const TALLEST = 1000;
const MOST_WIDGETS = 500;

/** A dashboard. Its panels show nothing here. */
export const dashboard: ResourceType = {
  type: "aws:cloudwatch/dashboard:Dashboard",
  mapping: {
    operation: "cloudwatch.PutDashboard",
    inputs: { dashboardName: "DashboardName", dashboardBody: "DashboardBody" },
  },
  documentedLimits: {
    dashboardName: [{ document: "Amazon CloudWatch API Reference, PutDashboard", pattern: "^[A-Za-z0-9_-]{1,255}$" }],
  },
  replaceOnChanges: ["dashboardName", "region"],
  // The provider compares JSON, whatever its spaces.
  comparedInputs: (inputs) => ({ ...inputs, dashboardBody: parseJson(text(inputs, "dashboardBody") ?? "") }),
  // Names are an account's, whatever the region (Amazon CloudWatch User Guide, "Creating a CloudWatch dashboard").
  unique: {
    inputs: ["dashboardName"],
    scope: "account",
    code: INVALID,
    message: (name) => `CloudWatch dashboard "${name}" already exists`,
    warning: OVERWRITES,
  },
  rules: [requireBody],
  make: (operation) => {
    const name = nameOf(operation, "dashboardName");
    // Dashboards are global, and their ARNs have no region.
    return { id: name, computed: { dashboardArn: arn("cloudwatch", "", operation.accountId, `dashboard/${name}`) } };
  },
};

function requireBody({ inputs }: Operation): void {
  const body = parseJson(text(inputs, "dashboardBody") ?? "");
  if (!isProperties(body)) refuseBody("the body is no JSON object");
  const { widgets } = body;
  if (!Array.isArray(widgets)) refuseBody("widgets must be an array");
  if (widgets.length > MOST_WIDGETS) refuseBody(`more than ${MOST_WIDGETS} widgets`);
  (widgets as unknown[]).forEach((widget, index) => {
    if (!isProperties(widget)) refuseBody(`widgets/${index} must be an object`);
    requireWidget(widget, `widgets/${index}`);
  });
}

function requireWidget(widget: Properties, path: string): void {
  const { type, properties } = widget;
  if (!WIDGET_TYPES.includes(String(type))) refuseBody(`${path}/type must be one of ${WIDGET_TYPES.join(", ")}`);
  if (!isProperties(properties)) refuseBody(`${path}/properties must be an object`);
  requireNumber(widget, "width", { path, least: 1, most: COLUMNS });
  requireNumber(widget, "height", { path, least: 1, most: TALLEST });
  requireNumber(widget, "x", { path, least: 0, most: COLUMNS - 1 });
  requireContent(String(type), properties, path);
}

function requireNumber(
  widget: Properties,
  name: string,
  { path, least, most }: { readonly path: string; readonly least: number; readonly most: number },
): void {
  const value = widget[name];
  if (value === undefined) return;
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
  refuseBody(`${path}/${name} must be a whole number from ${least} to ${most}, got ${JSON.stringify(value)}`);
}

/** "Dashboard Body Structure and Syntax": what each kind of widget requires. */
function requireContent(type: string, properties: Properties, path: string): void {
  const required: Readonly<Record<string, readonly string[]>> = {
    alarm: ["alarms"],
    log: ["query", "region"],
    text: ["markdown"],
  };
  const missing = (required[type] ?? []).find((name) => properties[name] === undefined);
  if (missing !== undefined) refuseBody(`${path}/properties/${missing} is required for a widget of type ${type}`);
  if (type !== "metric") return;
  if (properties.metrics === undefined && properties.annotations === undefined) {
    refuseBody(`${path}/properties/metrics is required, or an annotation with alarms`);
  }
  if (properties.metrics !== undefined && typeof properties.region !== "string") {
    refuseBody(`${path}/properties/region is required for a widget of type metric`);
  }
}

function refuseBody(reason: string): never {
  refuse(INVALID, `The field DashboardBody must be a valid JSON object: ${reason}`, "dashboardBody");
}
