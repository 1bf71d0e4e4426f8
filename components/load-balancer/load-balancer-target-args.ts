import type * as pulumi from "@pulumi/pulumi";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { LoadBalancerTransforms } from "./args";
import type { AuthenticationArgs } from "./authentication-args";
import type { Listeners } from "./listener-rules";

/** How requests are spread over the instances of one target. `"ip-hash"` concerns the whole load balancer. */
export type TargetAlgorithm = "round-robin" | "least-connections" | "weighted-random";

/**
 * How requests are spread. `"ip-hash"` builds a network load balancer, since an application load balancer has no such
 * algorithm.
 */
export type LoadBalancingAlgorithm = TargetAlgorithm | "ip-hash";

/** How the load balancer decides whether an instance gets requests. */
export interface HealthCheckArgs {
  /**
   * Path that the load balancer requests on the target's own port. Keep the check shallow: one that fails with the
   * database takes every instance out of service. Deep checks belong to monitoring. Letters, digits and `-._~/?&=%:@+`,
   * up to 1024. A change applies to running instances at once, before a new revision is there: first deploy a revision
   * that answers both paths, then change it, or every running instance becomes unhealthy.
   * @default "/health"
   */
  readonly path?: string;
  /** Time between two checks, 5 to 300 whole seconds. @default "30s" */
  readonly interval?: DurationQuantity;
  /**
   * Time after which a check without a response has failed, 2 to 120 whole seconds, less than the interval.
   * @default "5s"
   */
  readonly timeout?: DurationQuantity;
  /** Successes in a row after which an unhealthy instance gets requests again, 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
  /** Failures in a row after which an instance gets no more requests and is replaced, 2 to 10. @default 3 */
  readonly unhealthyThreshold?: number;
  /**
   * Status codes that mean healthy: `"200"`, `"200,204"` or `"200-299"`, from 200 to 499. As for `path`, a change
   * applies to running instances at once.
   * @default "200"
   */
  readonly matcher?: string;
}

/** Which requests reach a target: those that match one of `paths` and one of `hosts`. At most five in all. */
export interface RoutingArgs {
  /**
   * Path patterns; `*` stands for any text (`/` included), `?` for one character. `"/api/*"` does not match `/api`.
   * @default - any path
   */
  readonly paths?: readonly string[];
  /** Host patterns with the same wildcards, such as `"api.example.com"`. @default - any host */
  readonly hosts?: readonly string[];
  /**
   * Place among the listener's rules, lowest first: 1 to 999, before every derived place. AWS gets other numbers, 40
   * for each of these, so that targets can swap priorities in one update.
   * @default - derived: hosts before paths, deep paths before shallow ones
   */
  readonly priority?: number;
}

/** A cookie of the load balancer's own that ties a client to an instance. */
export interface LoadBalancerStickiness {
  readonly kind: "load-balancer";
  /** How long a client stays with its instance, 1 second to 7 days. @default "1d" */
  readonly duration?: DurationQuantity;
}

/** A client is tied to an instance for as long as the application's own cookie says so. */
export interface ApplicationStickiness {
  readonly kind: "application";
  /** The application's cookie. Names that begin with `AWSALB` are the load balancer's own. */
  readonly cookieName: string;
  /** How long a client stays with its instance, 1 second to 7 days. @default "1d" */
  readonly duration?: DurationQuantity;
}

/** What ties a client to an instance. */
export type StickinessArgs = LoadBalancerStickiness | ApplicationStickiness;

/** Thresholds of a target's alarms. They also stop a deployment that is under way. */
export interface TargetAlarmArgs {
  /** Share of requests, in percent, that the target answers with a 5xx status, in 2 of 5 minutes. @default 5 */
  readonly serverErrorPercent?: number;
  /** Average response time, for 5 minutes. @default "2s" */
  readonly responseTime?: DurationQuantity;
}

/** One service behind the load balancer. */
export interface LoadBalancerTargetArgs {
  /** Port on which the service's instances listen. Changing it deploys the service anew, without downtime. */
  readonly port: number;
  /**
   * Protocol that the instances speak. Changing it replaces groups and rules: downtime until the new instances are
   * healthy.
   * @default "HTTP"
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * How the load balancer checks instances.
   * @default - `/health` every 30 s, with 5 s to answer; unhealthy after 3 failures
   */
  readonly healthCheck?: HealthCheckArgs;
  /**
   * Requests that reach this target.
   * @default - every request that no other target takes; one target alone may leave it out
   */
  readonly routing?: RoutingArgs;
  /** Ties a client to one instance. @default - a client may reach any instance */
  readonly stickiness?: StickinessArgs;
  /** Time over which a new instance's share of requests grows, 30 s to 15 min. @default - full share at once */
  readonly slowStart?: DurationQuantity;
  /**
   * Time for which a deregistered instance may finish its requests, up to 1 hour; an `up` that deploys or deletes a
   * service may take that much longer.
   * @default "30s"
   */
  readonly deregistrationDelay?: DurationQuantity;
  /** How requests are spread over the target's instances. @default - the load balancer's algorithm */
  readonly algorithm?: TargetAlgorithm;
  /**
   * What registers with the groups: addresses, as ECS tasks do, or EC2 instances, as an Auto Scaling group does.
   * Changing it replaces groups and rules: downtime until the new instances are healthy.
   * @default "ip"
   */
  readonly targetType?: "ip" | "instance";
  /**
   * Users sign in before their requests reach the target, for which the load balancer needs HTTPS, and a way to the
   * provider. The test listener asks nobody. A service behind it has to deploy with `strategy: "rolling"`, since ECS
   * shifts traffic by rules alone that do nothing but forward. Its settings change in place; to ask for it, or no
   * longer to, replaces groups and rules: downtime until the new instances are healthy.
   * @default - anybody's requests reach the target
   */
  readonly authenticate?: AuthenticationArgs | undefined;
  /** Thresholds of the target's alarms. @default - more than 5 % of requests fail, or take 2 s on average */
  readonly alarms?: TargetAlarmArgs;
}

/** How requests get from the load balancer to a target. */
export type TargetEntrance = ({ readonly kind: "application" } & Listeners) | NetworkEntrance;

/** A listener of the target's own. */
export interface NetworkEntrance {
  readonly kind: "network";
  readonly certificateArn: pulumi.Input<string> | undefined;
}

/** Arguments of a `LoadBalancerTarget`: the user's, and what the load balancer that creates it adds. */
export interface AttachedTargetArgs extends LoadBalancerTargetArgs {
  readonly targetName: string;
  readonly algorithm: TargetAlgorithm;
  readonly vpcId: pulumi.Input<string>;
  readonly loadBalancer: { readonly arn: pulumi.Input<string>; readonly arnSuffix: pulumi.Input<string> };
  readonly entrance: TargetEntrance;
  readonly alarmActions: AlarmTopics;
  readonly tags: Tags | undefined;
  readonly transform: LoadBalancerTransforms;
}
