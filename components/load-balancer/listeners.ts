import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { LoadBalancerChildren } from "./args";

/**
 * TLS 1.3 and 1.2 with forward secrecy, and key exchange that a quantum computer can't break with clients that know it:
 * the policy that AWS recommends (Elastic Load Balancing User Guide, "Security policies"). Clients that need RSA key
 * exchange or CBC ciphers can't connect.
 */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

type DefaultAction = aws.types.input.lb.ListenerDefaultAction;

/** Listeners of an application load balancer; the rules of two lead to targets. */
export interface ApplicationListeners {
  /** Sends clients of port 80 to HTTPS; undefined without a certificate. */
  readonly redirect: aws.lb.Listener | undefined;
  readonly production: aws.lb.Listener;
  readonly test: aws.lb.Listener;
}

export interface ApplicationListenersArgs {
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Undefined: plain HTTP. */
  readonly certificateArn: pulumi.Input<string> | undefined;
  readonly testPort: number;
}

/**
 * Answer to requests that no rule matches. Every target has a rule, also the default one: ECS can rewrite rules only.
 */
const NOT_FOUND: DefaultAction = {
  type: "fixed-response",
  fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" },
};

const REDIRECT_TO_HTTPS: DefaultAction = {
  type: "redirect",
  redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
};

/** Creates the listeners: HTTPS with a port 80 that only redirects, or plain HTTP without a certificate. */
export function createApplicationListeners(
  children: LoadBalancerChildren,
  args: ApplicationListenersArgs,
): ApplicationListeners {
  const { loadBalancerArn, certificateArn, testPort } = args;
  const content = { loadBalancerArn, defaultActions: [NOT_FOUND], ...contentProtocol(certificateArn) };
  const redirecting = { loadBalancerArn, port: 80, protocol: "HTTP", defaultActions: [REDIRECT_TO_HTTPS] };
  return {
    redirect: certificateArn === undefined ? undefined : createListener(children, "http", redirecting),
    production:
      certificateArn === undefined
        ? createListener(children, "http", { ...content, port: 80 })
        : createListener(children, "https", { ...content, port: 443 }),
    test: createListener(children, "test", { ...content, port: testPort }),
  };
}

/** Creates the listener of a network load balancer: it ends TLS and hands the connection to an instance. */
export function createTlsListener(
  children: LoadBalancerChildren,
  args: {
    readonly loadBalancerArn: pulumi.Input<string>;
    readonly certificateArn: pulumi.Input<string> | undefined;
    readonly targetGroupArn: pulumi.Input<string>;
  },
): aws.lb.Listener {
  return createListener(children, "tls", {
    loadBalancerArn: args.loadBalancerArn,
    port: 443,
    protocol: "TLS",
    sslPolicy: TLS_POLICY,
    certificateArn: args.certificateArn,
    defaultActions: [{ type: "forward", targetGroupArn: args.targetGroupArn }],
  });
}

function contentProtocol(certificateArn: pulumi.Input<string> | undefined): Partial<aws.lb.ListenerArgs> {
  if (certificateArn === undefined) return { protocol: "HTTP" };
  return { protocol: "HTTPS", sslPolicy: TLS_POLICY, certificateArn };
}

function createListener(children: LoadBalancerChildren, role: string, args: aws.lb.ListenerArgs): aws.lb.Listener {
  const name = `${children.name}-${role}`;
  return new aws.lb.Listener(
    ...transformed(
      children.transform.listener,
      name,
      { ...args, tags: namedTags(name, children.tags) },
      { parent: children.parent },
    ),
  );
}
