import type { SidecarArgs } from "../../container-service";
import { grafanaSettings, MONITORING_PARTS } from "../../monitoring";
import type { PolicyStatement } from "../../shared/policy-document";
import type { PartDefinition } from "../part";
import { PATHS, urlOf } from "../part-names";
import { askedByWget, type PartContext } from "./context";

const PORT = MONITORING_PARTS.grafana;
const USER = "472:472";

/** Grafana, which keeps nothing: data sources and dashboards come with its configuration, people with their sign-on. */
export function grafana(context: PartContext): PartDefinition {
  const { args, files, grafanaSecret, images, instances, managed, namespace, size } = context;
  const { clientSecret, loadBalancer, signOn, url } = args.grafana ?? {};
  return {
    name: "grafana",
    image: images.grafana,
    user: USER,
    environment: {
      ...grafanaSettings({
        url: url ?? urlOf("grafana", namespace, PORT),
        port: PORT,
        directory: PATHS.configuration,
        ...(signOn !== undefined && { signOn }),
        hasManagedPrometheus: managed !== undefined,
      }),
      ...WRITTEN,
    },
    secrets: {
      ...grafanaSecret.variables,
      ...(clientSecret !== undefined && { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: clientSecret }),
    },
    port: PORT,
    healthCommand: askedByWget(PORT, "/api/health"),
    files: files.grafana,
    writes: true,
    instances: instances.grafana,
    size: size("grafana"),
    statements: [METRICS_STATEMENT, ...(managed?.queryStatements ?? [])],
    loadBalancer,
    sidecars: [folderPermissions(context)],
  };
}

/** What its data source of CloudWatch asks; no action has resources (Service Authorization Reference). */
const METRICS_STATEMENT: PolicyStatement = {
  Effect: "Allow",
  Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
  Resource: "*",
};

/** Where Grafana writes, which the image has elsewhere. */
const WRITTEN = {
  GF_PATHS_DATA: `${PATHS.data}/grafana`,
  GF_PATHS_LOGS: `${PATHS.data}/log`,
  GF_PATHS_PLUGINS: `${PATHS.data}/plugins`,
  TMPDIR: PATHS.data,
} as const;

/** Gives the folders their permissions once Grafana is there, and ends. */
function folderPermissions({ grafanaSecret, images }: PartContext): SidecarArgs {
  return {
    name: "folder-permissions",
    image: images.grafana,
    user: USER,
    essential: false,
    entryPoint: ["/bin/sh"],
    command: [`${PATHS.configuration}/folder-permissions.sh`],
    secrets: { GF_SECURITY_ADMIN_PASSWORD: grafanaSecret.variables.GF_SECURITY_ADMIN_PASSWORD },
    writablePaths: [],
    mounts: [{ volume: "configuration", path: PATHS.configuration, readOnly: true }],
  };
}
