import { alertmanagerArguments, MONITORING_PARTS } from "../../monitoring";
import type { PartDefinition } from "../part";
import { GOSSIP_PORT, hostOf, PATHS, urlOf } from "../part-names";
import { askedByWget, NOBODY, type PartContext } from "./context";

const PORT = MONITORING_PARTS.alertmanager;

/**
 * Alertmanager. Tasks tell each other of silences and of what was sent, and those of the next revision too, so that a
 * silence lasts while any task is there: a single one is a cluster for that reason.
 */
export function alertmanager({ alerting, files, images, instances, namespace, size }: PartContext): PartDefinition {
  return {
    name: "alertmanager",
    image: images.alertmanager,
    user: NOBODY,
    command: alertmanagerArguments({
      port: PORT,
      configurationFile: `${PATHS.configuration}/alertmanager.yml`,
      dataDirectory: PATHS.data,
      externalUrl: urlOf("alertmanager", namespace, PORT),
      cluster: { port: GOSSIP_PORT, peers: [`${hostOf("alertmanager", namespace)}:${GOSSIP_PORT}`] },
    }),
    port: PORT,
    healthCommand: askedByWget(PORT, "/-/healthy"),
    files: files.alertmanager,
    secretFiles: alerting.secretFiles,
    writes: true,
    instances: instances.alertmanager,
    size: size("alertmanager"),
    statements: alerting.statements,
  };
}
