import type { LoadBalancerKind } from "../../services/lb/protocols";
import type { Rule } from "../routing/rules";
import type { Balancing } from "../routing/targets";

/** A deployed load balancer, as far as the data plane acts on it. */
export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  /** Such as `app/<name>/<id>`: what logs call it. */
  readonly arnSuffix: string;
  readonly region: string;
  readonly kind: LoadBalancerKind;
  readonly dnsName: string;
  readonly availabilityZones: readonly string[];
  readonly idleTimeoutSeconds: number;
  /** After how long a connection of a client is closed, even if it is in use. */
  readonly clientKeepAliveSeconds: number;
  readonly dropsInvalidHeaders: boolean;
  readonly speaksHttp2: boolean;
  readonly forwardedFor: "append" | "preserve" | "remove";
  /** Whether `X-Forwarded-For` has the client's port too. */
  readonly forwardsClientPort: boolean;
  /** Whether targets are told the TLS version and cipher. */
  readonly forwardsTls: boolean;
  readonly accessLogs?: { readonly bucket: string; readonly prefix?: string };
}

/** A listener of a load balancer. */
export interface Listener {
  readonly arn: string;
  readonly urn: string;
  readonly loadBalancer: LoadBalancer;
  readonly protocol: string;
  /** Port of the load balancer, not of this machine. */
  readonly port: number;
  /** In the order in which they are tried. */
  readonly rules: readonly Rule[];
  /** Certificates, the default first. */
  readonly certificates: readonly Certificate[];
  readonly securityPolicy?: string;
  readonly tcpIdleTimeoutSeconds: number;
}

/** A certificate of a listener. */
export interface Certificate {
  readonly arn: string;
  /** Names that it is for, each possibly with a wildcard. */
  readonly domains: readonly string[];
}

/** How a client sticks to a target. */
export type Stickiness =
  | { readonly type: "lb_cookie"; readonly seconds: number }
  | { readonly type: "app_cookie"; readonly seconds: number; readonly cookieName: string }
  | { readonly type: "source_ip" };

/** A target group, as far as the data plane acts on it. */
export interface TargetGroup extends Balancing {
  readonly arn: string;
  /** Protocol towards the targets. */
  readonly protocol: string;
  /** `HTTP1`, or what the data plane doesn't speak to targets. */
  readonly protocolVersion: string;
  readonly stickiness?: Stickiness;
  readonly sendsProxyProtocol: boolean;
  /** Whether connections to targets end with the deregistration delay. */
  readonly terminatesConnections: boolean;
}
