import { EXPORTERS, MONITORING_PARTS, type MonitoringPart } from "../monitoring";

/** A service of the stack, which is found under its name in the stack's private DNS namespace. */
export type PartName = MonitoringPart | typeof EXPORTERS;

/** The services of the stack. */
export const PARTS: readonly PartName[] = [...(Object.keys(MONITORING_PARTS) as MonitoringPart[]), EXPORTERS];

/** Port at which the Alertmanagers hear each other, by TCP and UDP. */
export const GOSSIP_PORT = 9094;

/** Folders of each part's containers. */
export const PATHS = {
  configuration: "/configuration",
  /** What a part writes; it ends with the task. */
  data: "/data",
} as const;

/** DNS name under which a part is found inside the VPC. */
export function hostOf(part: PartName, namespace: string): string {
  return `${part}.${namespace}`;
}

/** Address of a part inside the VPC. */
export function urlOf(part: PartName, namespace: string, port: number): string {
  return `http://${hostOf(part, namespace)}:${port}`;
}
