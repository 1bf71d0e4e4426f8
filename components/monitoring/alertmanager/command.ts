/** Where Alertmanager keeps silences and what it has sent, and whom it tells of them. */
export interface AlertmanagerCommandSettings {
  /** Port at which it is asked. */
  readonly port: number;
  /** Path of the configuration in the container. */
  readonly configurationFile: string;
  /** Folder of silences and of what was sent. */
  readonly dataDirectory: string;
  /** Address at which people reach it, for the links in messages. @default - its own host */
  readonly externalUrl?: string;
  /** The others with which it shares silences and what was sent. @default - it is alone */
  readonly cluster?: AlertmanagerCluster;
}

/** Several Alertmanagers that act as one. */
export interface AlertmanagerCluster {
  /** Port at which they hear each other. */
  readonly port: number;
  /** Host and port of the others; a name may stand for all. */
  readonly peers: readonly string[];
}

/** Silences and notifications are kept for five days after they ended. */
const RETENTION = "120h";
/**
 * Time for which each further Alertmanager waits for the one before it to send. Less than the 15 s of the default, so
 * that the loss of one of two costs 5 s of the time until people know; a receiver that takes longer hears twice.
 */
const PEER_TIMEOUT = "5s";

/** Arguments of Alertmanager, of version 0.25 and later. */
export function alertmanagerArguments(settings: AlertmanagerCommandSettings): string[] {
  const { port, configurationFile, dataDirectory, externalUrl, cluster } = settings;
  return [
    `--config.file=${configurationFile}`,
    `--storage.path=${dataDirectory}`,
    `--data.retention=${RETENTION}`,
    `--web.listen-address=:${port}`,
    ...(externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`]),
    ...clusterArguments(cluster),
  ];
}

function clusterArguments(cluster: AlertmanagerCluster | undefined): string[] {
  if (cluster === undefined) return ["--cluster.listen-address="];
  return [
    `--cluster.listen-address=0.0.0.0:${cluster.port}`,
    `--cluster.peer-timeout=${PEER_TIMEOUT}`,
    ...cluster.peers.map((peer) => `--cluster.peer=${peer}`),
  ];
}
