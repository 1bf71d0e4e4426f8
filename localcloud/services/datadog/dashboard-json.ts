import { randomInt } from "node:crypto";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, objects, text, type Properties } from "../../model/values";
import { parseJson } from "../shared/inputs";
import { refuseRequest } from "./refusal";

const LAYOUTS = ["free", "ordered"];

/** A dashboard as Datadog's API takes it (Datadog API Reference, "Create a new dashboard"). */
export const dashboardJson: ResourceType = {
  type: "datadog:index/dashboardJson:DashboardJson",
  replaceOnChanges: [],
  rules: [requireDashboard],
  make: ({ inputs }) => {
    const id = [3, 3, 3].map((length) => letters(length)).join("-");
    return { id, computed: { url: `/dashboard/${id}/${slug(text(contentOf(inputs), "title") ?? "")}` } };
  },
};

function letters(length: number): string {
  return Array.from({ length }, () => randomInt(36).toString(36)).join("");
}

function slug(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

function contentOf(inputs: Properties): Properties {
  const content = parseJson(text(inputs, "dashboard") ?? "");
  return isProperties(content) ? content : {};
}

function requireDashboard({ inputs }: Operation): void {
  const dashboard = contentOf(inputs);
  if (text(dashboard, "title") === undefined) refuseRequest("'title' is a required property", "dashboard");
  const layout = text(dashboard, "layout_type") ?? "";
  if (!LAYOUTS.includes(layout)) refuseRequest(`'layout_type' must be one of ${LAYOUTS.join(", ")}`, "dashboard");
  if (!Array.isArray(dashboard.widgets)) refuseRequest("'widgets' is a required property", "dashboard");
  objects(dashboard, "widgets").forEach((widget, index) => {
    requireWidget(widget, `widgets[${index}]`);
  });
}

function requireWidget(widget: Properties, path: string): void {
  const type = text(widget, "definition.type");
  if (type === undefined) refuseRequest(`'${path}.definition.type' is a required property`, "dashboard");
  const isGraph = type === "timeseries" && objects(widget, "definition.requests").length === 0;
  if (isGraph) refuseRequest(`'${path}.definition.requests' must not be empty`, "dashboard");
  if (type === "slo" && text(widget, "definition.slo_id") === undefined) {
    refuseRequest(`'${path}.definition.slo_id' is a required property`, "dashboard");
  }
  objects(widget, "definition.widgets").forEach((inner, index) => {
    if (text(inner, "definition.type") === "group") refuseRequest("a group can't hold a group", "dashboard");
    requireWidget(inner, `${path}.definition.widgets[${index}]`);
  });
}
