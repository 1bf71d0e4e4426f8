/** A step that changes the labels of a target or sample (Prometheus documentation, "relabel_config"). */
export interface RelabelStep {
  readonly source_labels?: readonly string[];
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "keep" | "drop" | "labeldrop" | "labelmap";
}

/** Gives every target a label of one value. */
export function fixedLabel(name: string, value: string): RelabelStep {
  return { target_label: name, replacement: value };
}

/**
 * Copies a label, or what the first group of `regex` matches in it. A label that doesn't match, or isn't there, leaves
 * no label.
 */
export function copiedLabel(from: string, to: string, regex = "(.+)"): RelabelStep {
  return { source_labels: [from], regex, target_label: to, replacement: "$1" };
}

/** Hexadecimal digits of a task's id that tell tasks apart for people. */
const TASK_DIGITS = 8;

/** Keeps the running tasks of one ECS service, and gives them the labels of every series of the product. */
export function taskLabels(service: string, ecsService: string): RelabelStep[] {
  return [
    { source_labels: ["__meta_ecs_service"], regex: ecsService, action: "keep" },
    { source_labels: ["__meta_ecs_last_status"], regex: "RUNNING", action: "keep" },
    fixedLabel("service", service),
    copiedLabel("__address__", "instance"),
    copiedLabel("__meta_ecs_task_arn", "task", `.+/([0-9a-f]{${TASK_DIGITS}})[0-9a-f]*`),
    copiedLabel("__meta_ecs_task_definition", "revision", ".+:([0-9]+)"),
    copiedLabel("__meta_ecs_availability_zone", "availability_zone"),
  ];
}
