import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { Scope } from "./scope";
import { TLS_POLICY } from "./tls";

type DefaultAction = aws.types.input.lb.ListenerDefaultAction;

/** Listeners of an application load balancer whose rules lead to targets. */
export interface ApplicationListeners {
  readonly production: aws.lb.Listener;
  readonly test: aws.lb.Listener;
}

export interface ApplicationListenersArgs {
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Undefined: plain HTTP. */
  readonly certificateArn: pulumi.Input<string> | undefined;
  readonly testPort: number;
}

/** What no target takes. Every target, the default one too, has a rule, since ECS can rewrite only those. */
const NOT_FOUND: DefaultAction = {
  type: "fixed-response",
  fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" },
};

const REDIRECT_TO_HTTPS: DefaultAction = {
  type: "redirect",
  redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
};

/** Creates the listeners: HTTPS with a port 80 that only redirects, or plain HTTP without a certificate. */
export function createApplicationListeners(scope: Scope, args: ApplicationListenersArgs): ApplicationListeners {
  const { loadBalancerArn, certificateArn, testPort } = args;
  const content = { loadBalancerArn, defaultActions: [NOT_FOUND], ...contentProtocol(certificateArn) };
  if (certificateArn !== undefined) {
    createListener(scope, "http", { loadBalancerArn, port: 80, protocol: "HTTP", defaultActions: [REDIRECT_TO_HTTPS] });
  }
  return {
    production:
      certificateArn === undefined
        ? createListener(scope, "http", { ...content, port: 80 })
        : createListener(scope, "https", { ...content, port: 443 }),
    test: createListener(scope, "test", { ...content, port: testPort }),
  };
}

function contentProtocol(certificateArn: pulumi.Input<string> | undefined): Partial<aws.lb.ListenerArgs> {
  if (certificateArn === undefined) return { protocol: "HTTP" };
  return { protocol: "HTTPS", sslPolicy: TLS_POLICY, certificateArn };
}

function createListener(scope: Scope, role: string, args: aws.lb.ListenerArgs): aws.lb.Listener {
  const name = `${scope.name}-${role}`;
  return new aws.lb.Listener(
    ...transformed(
      scope.transform.listener,
      name,
      { ...args, tags: namedTags(name, scope.tags) },
      { parent: scope.parent },
    ),
  );
}
