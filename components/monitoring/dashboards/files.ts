import type { MonitoredSystem } from "../description";
import { toYaml } from "../yaml.cjs";
import { dashboardsOf } from "./catalogue";
import type { Dashboard } from "./dashboard";
import { type DataSourceAddresses, dataSourceFile } from "./data-sources";
import { FOLDERS, folderPermissionsScript } from "./folders";
import { grafanaDashboard } from "./grafana/dashboards";

/** A file for a container, by its path below the folder of all. */
export interface GeneratedFile {
  /** Path below the folder of all files. */
  readonly path: string;
  /** Text of the file. */
  readonly content: string;
}

/** Where Grafana's files will be, and what it will ask. */
export interface GrafanaFileOptions {
  /** Folder of the container in which the files will be. */
  readonly directory: string;
  /** Port that Grafana listens on. */
  readonly port: number;
  /** Addresses of what Grafana asks. */
  readonly addresses: DataSourceAddresses;
}

/**
 * Every file that Grafana takes: data sources, dashboards in folders, and the script that gives the folders their
 * permissions. Loads Grafana's SDK.
 */
export function grafanaFiles(system: MonitoredSystem, options: GrafanaFileOptions): GeneratedFile[] {
  const { directory, port, addresses } = options;
  return [
    { path: "provisioning/datasources/data-sources.yaml", content: toYaml(dataSourceFile(addresses)) },
    { path: "provisioning/dashboards/folders.yaml", content: toYaml(providerFile(directory)) },
    ...dashboardsOf(system, { hasTraces: addresses.jaeger !== undefined }).map((dashboard) =>
      dashboardFile(dashboard, system, addresses),
    ),
    { path: "folder-permissions.sh", content: folderPermissionsScript(port) },
  ];
}

function dashboardFile(
  dashboard: Dashboard,
  { environment }: MonitoredSystem,
  { jaeger, managedPrometheus }: DataSourceAddresses,
): GeneratedFile {
  const sources = { hasJaeger: jaeger !== undefined, hasManagedPrometheus: managedPrometheus !== undefined };
  const model = grafanaDashboard(dashboard, environment, sources);
  return { path: `dashboards/${dashboard.audience}/${dashboard.uid}.json`, content: `${JSON.stringify(model)}\n` };
}

/** What Grafana reads from which folder. People can't save over it, and what no file has any more goes. */
function providerFile(directory: string): unknown {
  return {
    apiVersion: 1,
    providers: FOLDERS.map(({ uid, title }) => ({
      name: uid,
      orgId: 1,
      type: "file",
      folder: title,
      folderUid: uid,
      disableDeletion: false,
      allowUiUpdates: false,
      updateIntervalSeconds: 60,
      options: { path: `${directory}/dashboards/${uid}` },
    })),
  };
}
