import { text, type Properties } from "../../model/values";

/** Kinds of load balancer that the local cloud models. */
export type LoadBalancerKind = "application" | "network";

export function kindOf(loadBalancer: Properties): LoadBalancerKind {
  return text(loadBalancer, "loadBalancerType") === "network" ? "network" : "application";
}

/** Protocols of listeners (Elastic Load Balancing API Reference, CreateListener). */
export const LISTENER_PROTOCOLS: Readonly<Record<LoadBalancerKind, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

/** Protocols that the load balancer decrypts. */
export const ENCRYPTED_PROTOCOLS: readonly string[] = ["HTTPS", "TLS"];

/** Protocols of target groups by that of the listener (User Guides, "Target groups", supported combinations). */
export const TARGET_PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
  QUIC: ["QUIC", "TCP_QUIC"],
  TCP_QUIC: ["TCP_QUIC"],
};

/** Kind of load balancer that can forward to a target group. */
export function kindOfTargets(targetGroup: Properties): LoadBalancerKind {
  return LISTENER_PROTOCOLS.application.includes(text(targetGroup, "protocol") ?? "") ? "application" : "network";
}
